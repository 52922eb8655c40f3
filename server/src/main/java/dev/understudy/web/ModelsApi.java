package dev.understudy.web;

import dev.understudy.output.Json;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Replies;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /models} and {@code GET /models/{id}}, from memory: a list must never wait. */
final class ModelsApi {
    private final Queries queries;
    private final long createdSeconds;

    /**
     * @param createdSeconds when the models came to be, for want of a better date: our start
     */
    ModelsApi(Queries queries, long createdSeconds) {
        this.queries = queries;
        this.createdSeconds = createdSeconds;
    }

    void list(HttpServerRequest request) {
        var body = Json.object().put("object", "list");
        var data = body.putArray("data");
        queries.models().forEach(model -> data.add(json(model)));
        Replies.json(request.response(), 200, body);
    }

    /** The id is the rest of the path, since ids may hold slashes. */
    void one(HttpServerRequest request) {
        var path = Objects.requireNonNull(request.path());
        var raw = path.substring(path.indexOf("/models/") + "/models/".length());
        if (raw.isEmpty()) {
            list(request);
            return;
        }
        var id = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        queries.models().stream()
                .filter(id::equals)
                .findFirst()
                .ifPresentOrElse(
                        model -> Replies.json(request.response(), 200, json(model)),
                        () -> Replies.problem(request, notFound(id)));
    }

    private HttpProblem notFound(String id) {
        return HttpProblem.modelNotFound(id, queries.models());
    }

    /**
     * {@code pipeline} makes Open WebUI send its user along, which no setting of its own is needed
     * for, and tells us that it is Open WebUI which asks. It also makes it ask {@link FilterApi}.
     */
    private ObjectNode json(String id) {
        var json =
                Json.object()
                        .put("id", id)
                        .put("object", "model")
                        .put("created", createdSeconds)
                        .put("owned_by", "understudy");
        json.putObject("pipeline").put("type", "pipe");
        return json;
    }
}
