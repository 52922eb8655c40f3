package dev.understudy.upstream.http;

import static dev.understudy.upstream.http.RawServer.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Sampling;
import dev.understudy.failure.CallFailure;
import dev.understudy.failure.CallFailure.BrokenAnswer;
import dev.understudy.failure.CallFailure.Unreachable;
import dev.understudy.failure.Defect;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.upstream.Upstream;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes that the simulator, being a decent HTTP server, cannot send. */
@Timeout(60)
public abstract class HostileServerContract {
    private static final ModelProfile MODEL =
            new ModelProfile("m", "upstream", "m", true, 8192, Set.of(), ModelClocks.CLOUD);

    protected final Vertx vertx = Vertx.vertx();

    protected abstract Upstream upstream(Vertx vertx, URI base, HttpOptions options);

    /** Of a stream. */
    protected abstract String contentType();

    /** The lines that say a text; without the last newline. */
    protected abstract String says(String text);

    /** The lines that end an answer; without the last newline. */
    protected abstract String done();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void mergesTheChunksOfOneRead() {
        var answer = new StringBuilder(head());
        for (var i = 0; i < 200; i++) {
            answer.append(chunk(says("x")));
        }
        answer.append(chunk(done())).append("0\r\n\r\n");
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send(answer.toString());
                    connection.awaitClientClosed();
                })) {
            var call = ask(server);
            call.awaitFinished();

            assertThat(call.text()).isEqualTo("x".repeat(200));
            assertThat(call.events()).hasSizeLessThan(20);
        }
    }

    @Test
    void usesAConnectionAgain() {
        try (var server =
                new RawServer(connection -> {
                    while (connection.readRequest()) {
                        connection.send(head() + chunk(says("y")) + chunk(done()) + "0\r\n\r\n");
                    }
                })) {
            var upstream = upstream(server, "http", HttpOptions.DEFAULT.withConnections(1, 10));
            for (var i = 0; i < 10; i++) {
                var call = HeardCall.of(vertx, upstream, MODEL, question());
                call.awaitFinished();
                assertThat(call.text()).isEqualTo("y");
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void finishesAtTheLineThatSaysSoAndClosesAConnectionThatDoesNotEnd() throws Exception {
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send(head() + chunk(says("y")) + chunk(done()));
                    connection.awaitClientClosed();
                })) {
            var call = ask(server);

            call.awaitFinished();
            server.clientClosed().get(20, TimeUnit.SECONDS);
            assertThat(call.events()).hasSize(2);
        }
    }

    @Test
    void closesAConnectionThatGoesOnAfterTheEnd() throws Exception {
        var finished = new CountDownLatch(1);
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send(head() + chunk(done()));
                    await(finished);
                    while (true) {
                        connection.send(chunk(says("late")));
                    }
                })) {
            var call = ask(server);
            call.awaitFinished();
            finished.countDown();

            server.clientClosed().get(20, TimeUnit.SECONDS);
            call.onLoop(() -> {});
            assertThat(call.events()).hasSize(1);
        }
    }

    @Test
    void takesALineOnlyUpToItsBound() throws Exception {
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send(head());
                    while (true) {
                        connection.send("400\r\n" + "x".repeat(1024) + "\r\n");
                    }
                })) {
            assertThat(ask(server).awaitFailure()).isEqualTo(new BrokenAnswer(Defect.TOO_LARGE));
            server.clientClosed().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void takesAnAnswerOnlyUpToItsBound() throws Exception {
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send(head());
                    while (true) {
                        connection.send(chunk(says("x".repeat(1000))));
                    }
                })) {
            var upstream =
                    upstream(server, "http", HttpOptions.DEFAULT.withBounds(10_000, 100_000));
            var call = HeardCall.of(vertx, upstream, MODEL, question());

            assertThat(call.awaitFailure()).isEqualTo(new BrokenAnswer(Defect.TOO_LARGE));
            assertThat(call.text()).hasSizeLessThan(100_000);
            server.clientClosed().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void readsAnErrorThatNeverEnds() throws Exception {
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send(
                            "HTTP/1.1 502 Bad Gateway\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        connection.send(chunk("x".repeat(1000)));
                    }
                })) {
            assertThat(ask(server).awaitFailure()).isEqualTo(new Unreachable("HTTP 502"));
            server.clientClosed().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void readsAnErrorWhoseBodyBreaksOff() {
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send(
                            "HTTP/1.1 402 Payment Required\r\nContent-Length: 100\r\n\r\nhalf");
                })) {
            assertThat(ask(server).awaitFailure())
                    .isEqualTo(new CallFailure.ProviderQuotaSpent(402, null));
        }
    }

    @Test
    void readsAnAnswerThatEndsWithItsConnection() {
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.0 200 OK\r\n\r\n" + says("z") + "\n" + done());
                })) {
            var call = ask(server);
            call.awaitFinished();

            assertThat(call.text()).isEqualTo("z");
        }
    }

    @Test
    void callsAPageThatIsNoAnswerABadLine() {
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>hi</html>");
                    connection.awaitClientClosed();
                })) {
            assertThat(ask(server).awaitFailure()).isEqualTo(new BrokenAnswer(Defect.BAD_LINE));
        }
    }

    @Test
    void callsAnEmptyBodyAnAnswerWithoutEnd() {
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    connection.awaitClientClosed();
                })) {
            assertThat(ask(server).awaitFailure()).isEqualTo(new BrokenAnswer(Defect.NO_END));
        }
    }

    @Test
    void hasSentWhenTheConnectionClosesInsteadOfAnAnswer() {
        try (var server = new RawServer(RawServer.Connection::readRequest)) {
            var call = ask(server);

            assertThat(call.awaitFailure()).isEqualTo(new Unreachable("connection lost"));
            assertThat(call.wasSent()).isTrue();
        }
    }

    @Test
    void callsWhatIsNotHttpALostConnection() {
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send("SSH-2.0-nothing\r\n\r\n\r\n");
                    connection.awaitClientClosed();
                })) {
            assertThat(ask(server).awaitFailure()).isEqualTo(new Unreachable("connection lost"));
        }
    }

    @Test
    void hasSentNothingWhenTheServerSpeaksNoTls() {
        try (var server =
                new RawServer(connection -> connection.send("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            var upstream = upstream(server, "https", HttpOptions.DEFAULT);
            var call = HeardCall.of(vertx, upstream, MODEL, question());

            assertThat(call.awaitFailure()).isEqualTo(new Unreachable("TLS failed"));
            assertThat(call.wasSent()).isFalse();
        }
    }

    @Test
    void takesAnAnswerThatComesByteByByte() {
        var answer = head() + chunk(says("a")) + chunk(says("b")) + chunk(done()) + "0\r\n\r\n";
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    for (var i = 0; i < answer.length(); i++) {
                        connection.send(answer.substring(i, i + 1));
                    }
                    connection.awaitClientClosed();
                })) {
            var call = ask(server);
            call.awaitFinished();

            assertThat(call.text()).isEqualTo("ab");
            assertThat(call.events()).last().isInstanceOf(ChatEvent.Finished.class);
        }
    }

    private HeardCall ask(RawServer server) {
        return HeardCall.of(
                vertx, upstream(server, "http", HttpOptions.DEFAULT), MODEL, question());
    }

    private Upstream upstream(RawServer server, String scheme, HttpOptions options) {
        return upstream(vertx, server.uri(scheme), options);
    }

    private String head() {
        return RawServer.chunked(contentType());
    }

    private static ChatRequest question() {
        return ChatRequest.of(List.of(ChatMessage.user("?")), Sampling.at(0.3), 10);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
