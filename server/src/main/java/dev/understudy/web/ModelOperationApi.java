package dev.understudy.web;

import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Replies;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code POST /models/{id}/open} and {@code /reset}; the reply is how the model is then. */
final class ModelOperationApi {
    /** The last word is the operation. */
    static final String PATHS = "/api/v1/models/.+/(open|reset)";

    private static final String MODELS = "/models/";

    private final ModelOperation operation;
    private final Supplier<ServiceStatus> status;

    ModelOperationApi(ModelOperation operation, Supplier<ServiceStatus> status) {
        this.operation = operation;
        this.status = status;
    }

    /** The id is what stands before the last word: ids may hold slashes, written as %2F or not. */
    void handle(HttpServerRequest request) {
        var path = Objects.requireNonNull(request.path());
        int end = path.lastIndexOf('/');
        int begin = path.indexOf(MODELS) + MODELS.length();
        var raw = begin < end ? path.substring(begin, end) : "";
        var id = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        Function<String, Optional<ModelStatus>> wanted =
                path.endsWith("/open") ? operation::open : operation::reset;
        wanted.apply(id)
                .ifPresentOrElse(
                        model -> Replies.json(request.response(), 200, model.toJson()),
                        () -> Replies.problem(request, HttpProblem.modelNotFound(id, known())));
    }

    private List<String> known() {
        return status.get().models().stream().map(ModelStatus::id).toList();
    }
}
