package dev.understudy.web;

import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Mistakes;
import dev.understudy.web.http.Replies;
import dev.understudy.web.http.RequestBodies;
import dev.understudy.web.openai.BadBodyException;
import dev.understudy.web.openai.FilterBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * {@code POST /{model}/filter/inlet} and {@code /outlet}: a model that is listed with {@code
 * pipeline}, which makes Open WebUI tell who asks, is taken for one of its own pipelines server. So
 * it sends each chat there first, and gives up where that fails ({@code routers/pipelines.py}). We
 * change nothing: it gets its chat back.
 */
final class FilterApi {
    private final RequestBodies bodies;
    private final int maxBodyBytes;

    FilterApi(RequestBodies bodies, int maxBodyBytes) {
        this.bodies = bodies;
        this.maxBodyBytes = maxBodyBytes;
    }

    void handle(HttpServerRequest request) {
        bodies.readAndParse(
                request,
                maxBodyBytes,
                bytes -> reply(request, bytes),
                problem -> Replies.problem(request, problem));
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
