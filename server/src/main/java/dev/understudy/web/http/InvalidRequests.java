package dev.understudy.web.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Requests that are no HTTP, or too long to be taken for it. */
public final class InvalidRequests {
    private InvalidRequests() {}

    public static void refuse(HttpServerRequest request) {
        var connection = request.connection();
        request.response().putHeader("Connection", "close");
        Replies.problem(request, problem(request.decoderResult().cause()));
        connection.close();
    }

    private static HttpProblem problem(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                    HttpProblem.clientError(
                            414, "uri_too_long", "The request's address is too long.");
            case TooLongHttpHeaderException _ ->
                    HttpProblem.clientError(
                            431,
                            "headers_too_large",
                            "The request's headers are too large. Send fewer or shorter ones.");
            default ->
                    HttpProblem.clientError(
                            400, "malformed_http", "This is not a valid HTTP request.");
        };
    }
}
