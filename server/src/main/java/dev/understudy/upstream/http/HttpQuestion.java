package dev.understudy.upstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.failure.CallFailure;
import dev.understudy.failure.CallFailure.BrokenAnswer;
import dev.understudy.failure.CallFailure.TooSlow;
import dev.understudy.failure.Defect;
import dev.understudy.failure.FailureClock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One short request, and its whole reply. Lives on the event loop of its context, and only there;
 * it may be begun from anywhere.
 */
final class HttpQuestion {
    /**
     * Of a reply. With its licence and template a model of Ollama's fills some hundred kilobytes,
     * the list of a provider with hundreds of models a megabyte; what is longer describes nothing.
     */
    private static final int LONGEST_REPLY_BYTES = 4 * 1024 * 1024;

    private final Vertx vertx;
    private final Context context;
    private final ResponseFailures failures;
    private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();
    private final Buffer body = Buffer.buffer();
    private @Nullable HttpClientRequest request;
    private long timer = -1;
    private boolean ended;

    HttpQuestion(Vertx vertx, ResponseFailures failures) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.failures = failures;
    }

    /** Asks, once. The stage never fails; it completes on the event loop. */
    CompletionStage<HttpReply> ask(
            HttpClient client, RequestOptions target, Buffer question, Duration atMost) {
        context.runOnContext(_ -> {
            timer = vertx.setTimer(Math.max(1, atMost.toMillis()), _ -> fail(tooSlow()));
            try {
                client.request(target)
                        .onComplete(
                                ready -> write(ready, question),
                                error -> fail(ConnectionFailures.ofConnecting(error)));
            } catch (RuntimeException e) {
                // A client that is closed throws.
                fail(ConnectionFailures.ofConnecting(e));
            }
        });
        return reply.minimalCompletionStage();
    }

    private static CallFailure tooSlow() {
        return new TooSlow(FailureClock.FIRST_TOKEN);
    }

    private void write(HttpClientRequest ready, Buffer question) {
        request = ready;
        // First of all: Vert.x writes what nobody handles to the log, a reset of our own too.
        ready.exceptionHandler(_ -> fail(ConnectionFailures.ofLostConnection()));
        if (ended) {
            ready.reset();
            return;
        }
        ready.send(question)
                .onComplete(this::receive, _ -> fail(ConnectionFailures.ofLostConnection()));
    }

    private void receive(HttpClientResponse response) {
        response.exceptionHandler(_ -> fail(ConnectionFailures.ofLostConnection()));
        response.endHandler(_ -> read(response));
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > LONGEST_REPLY_BYTES) {
                fail(new BrokenAnswer(Defect.TOO_LARGE));
            }
        });
    }

    private void read(HttpClientResponse response) {
        var text = body.toString(UTF_8);
        end(
                response.statusCode() == 200
                        ? new HttpReply.Said(text)
                        : new HttpReply.Failed(
                                failures.ofResponse(
                                        response.statusCode(), response.headers(), text)));
    }

    /** Ended first: the reset is heard as a lost connection. */
    private void fail(CallFailure failure) {
        if (!ended) {
            end(new HttpReply.Failed(failure));
            if (request != null) {
                request.reset();
            }
        }
    }

    private void end(HttpReply how) {
        if (!ended) {
            ended = true;
            vertx.cancelTimer(timer);
            reply.complete(how);
        }
    }
}
