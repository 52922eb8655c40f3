package dev.understudy.web;

import dev.understudy.web.openai.BadBodyException;
import dev.understudy.web.openai.FilterBody;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * {@code POST /{model}/filter/inlet} and {@code /outlet}: a model that is listed with {@code
 * pipeline}, which makes Open WebUI tell who asks, is taken for one of its own pipelines server. So
 * it sends each chat there first, and gives up where that fails ({@code routers/pipelines.py}). We
 * change nothing: it gets its chat back.
 */
final class FilterApi {
    /** Bytes of a body that take about a millisecond to read. */
    private static final int READ_AT_ONCE = 256 * 1024;

    private final Vertx vertx;
    private final int maxBodyBytes;

    FilterApi(Vertx vertx, int maxBodyBytes) {
        this.vertx = vertx;
        this.maxBodyBytes = maxBodyBytes;
    }

    void handle(HttpServerRequest request) {
        RequestBody.read(
                vertx,
                request,
                maxBodyBytes,
                bytes -> read(request, bytes),
                problem -> Replies.problem(request, problem));
    }

    /** A large body is read beside the event loop, which has others to serve meanwhile. */
    private void read(HttpServerRequest request, byte[] bytes) {
        if (bytes.length <= READ_AT_ONCE) {
            reply(request, bytes).run();
            return;
        }
        var loop = vertx.getOrCreateContext();
        Thread.ofVirtual()
                .name("body")
                .start(() -> {
                    var then = reply(request, bytes);
                    loop.runOnContext(_ -> then.run());
                });
    }

    private static Runnable reply(HttpServerRequest request, byte[] bytes) {
        try {
            var chat = Buffer.buffer(FilterBody.chatOf(bytes));
            return () ->
                    request.response()
                            .putHeader("Content-Type", "application/json; charset=utf-8")
                            .end(chat);
        } catch (BadBodyException e) {
            return () -> Replies.problem(request, HttpProblem.badRequest(e.error()));
        } catch (RuntimeException e) {
            return () -> {
                Mistakes.log(request, e);
                Replies.problem(request, HttpProblem.internal());
            };
        }
    }
}
