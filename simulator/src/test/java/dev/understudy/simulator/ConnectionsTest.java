package dev.understudy.simulator;

import static dev.understudy.simulator.RawClient.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final String ASK =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]}";

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        simulator.model("m", Behaviour.text("fine"));
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void aClientThatLeavesBeforeTheFirstByteIsNoticed() throws IOException {
        simulator.model("m", Behaviour.silence());
        try (var client = RawClient.connect(simulator.port())) {
            client.send("POST", "/api/chat", ASK);
            // A second connection makes sure that the first request has been received.
            post(simulator.port(), "/api/show", "{}");
        }

        assertThat(simulator.chats().getFirst().closedByClient())
                .succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void aClientThatLeavesInTheMiddleStopsTheScript() throws IOException {
        simulator.model(
                "m", Behaviour.pieces(List.of("one", "two")).betweenTokens(Duration.ofHours(1)));
        try (var client = RawClient.connect(simulator.port())) {
            client.send("POST", "/api/chat", ASK);
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
        }

        var request = simulator.chats().getFirst();
        assertThat(request.closedByClient()).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(request.closedByClient().join()).isAfterOrEqualTo(request.receivedAt());
        assertThat(request.answered()).isNotDone();
    }

    @Test
    void cancellingTheJdkClientIsNoticed() {
        simulator.model("m", Behaviour.text("never").firstTokenAfter(Duration.ofHours(1)));
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(simulator.url() + "/api/chat"))
                            .timeout(Duration.ofMillis(300))
                            .POST(HttpRequest.BodyPublishers.ofString(ASK))
                            .build();

            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(simulator.chats().getFirst().closedByClient())
                .succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void connectionsStayOpenForMoreRequests() throws IOException {
        try (var client = RawClient.connect(simulator.port())) {
            client.send("POST", "/api/chat", ASK);
            var first = client.answer();
            client.send("POST", "/v1/chat/completions", ASK);
            var second = client.answer();

            assertThat(first.end()).isEqualTo(RawClient.End.COMPLETE);
            assertThat(second.status()).isEqualTo(200);
            assertThat(simulator.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void stoppedItRefusesAndLaterListensOnTheSamePort() throws IOException {
        int port = simulator.port();
        simulator.stopListening();
        simulator.stopListening();

        assertThatThrownBy(() -> RawClient.connect(port)).isInstanceOf(ConnectException.class);

        simulator.listenAgain();
        simulator.listenAgain();
        assertThat(simulator.port()).isEqualTo(port);
        assertThat(post(port, "/api/chat", ASK).status()).isEqualTo(200);
    }

    @Test
    void stoppingClosesOpenAnswersAndDoesNotBlameTheClient() throws IOException {
        simulator.model(
                "m", Behaviour.pieces(List.of("one", "two")).betweenTokens(Duration.ofHours(1)));
        try (var client = RawClient.connect(simulator.port())) {
            client.send("POST", "/api/chat", ASK);
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");

            simulator.stopListening();
            simulator.listenAgain();

            byte[] rest;
            do {
                rest = client.some();
            } while (rest.length > 0);
        }
        assertThat(simulator.chats().getFirst().closedByClient()).isNotDone();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> Simulator.start("127.0.0.1", simulator.port()).close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + simulator.port());
    }

    @Test
    void closedTwiceItStaysClosedAndRefuses() {
        simulator.close();
        simulator.close();

        assertThatThrownBy(() -> RawClient.connect(simulator.port()))
                .isInstanceOf(ConnectException.class);
    }
}
