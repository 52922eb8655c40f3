package dev.understudy.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads one request's body, up to a limit of bytes and of time. On the request's event loop. */
final class RequestBody {
    /** A client that sends more slowly than this would hold its place for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpServerRequest request;
    private final int maxBytes;
    private final Consumer<byte[]> whole;
    private final Consumer<HttpProblem> refused;
    private final Buffer bytes = Buffer.buffer();
    private boolean over;

    private RequestBody(
            HttpServerRequest request,
            int maxBytes,
            Consumer<byte[]> whole,
            Consumer<HttpProblem> refused) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.whole = whole;
        this.refused = refused;
    }

    /** Calls exactly one of the two, or none when the client goes away before. */
    static void read(
            Vertx vertx,
            HttpServerRequest request,
            int maxBytes,
            Consumer<byte[]> whole,
            Consumer<HttpProblem> refused) {
        new RequestBody(request, maxBytes, whole, refused).start(vertx);
    }

    private void start(Vertx vertx) {
        if (declaredLength() > maxBytes) {
            refuse(HttpProblem.bodyTooLarge(maxBytes));
            return;
        }
        long timer = vertx.setTimer(PATIENCE.toMillis(), _ -> refuse(HttpProblem.bodyTooSlow()));
        request.exceptionHandler(_ -> {
            over = true;
            vertx.cancelTimer(timer);
        });
        request.handler(this::part);
        request.endHandler(_ -> {
            vertx.cancelTimer(timer);
            end();
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    private long declaredLength() {
        var length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private void part(Buffer part) {
        if (over) {
            return;
        }
        if (bytes.length() + part.length() > maxBytes) {
            refuse(HttpProblem.bodyTooLarge(maxBytes));
        } else {
            bytes.appendBuffer(part);
        }
    }

    private void end() {
        if (!over) {
            over = true;
            whole.accept(bytes.getBytes());
        }
    }

    private void refuse(HttpProblem problem) {
        if (!over) {
            over = true;
            refused.accept(problem);
        }
    }
}
