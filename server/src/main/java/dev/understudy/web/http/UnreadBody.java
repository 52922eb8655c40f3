package dev.understudy.web.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * What becomes of a body that nobody wants to read. A connection that is closed while its client
 * still sends is reset, and the client may never see the reply; so what comes is thrown away until
 * the client has had the time to read, and only then the connection is closed.
 */
final class UnreadBody {
    private static final long PATIENCE_MILLIS = 2_000;

    private UnreadBody() {}

    /** To be called before the reply is sent; does nothing where the body was read or is none. */
    static void closeAfterReply(Vertx vertx, HttpServerRequest request) {
        if (request.isEnded() || !hasBody(request)) {
            return;
        }
        var connection = request.connection();
        request.response().putHeader("Connection", "close");
        request.exceptionHandler(_ -> {});
        request.handler(_ -> {});
        request.endHandler(_ -> {});
        request.resume();
        vertx.setTimer(PATIENCE_MILLIS, _ -> connection.close());
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null
                || (length != null && !length.equals("0"));
    }
}
