package dev.understudy.web.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads one request's body. On the request's event loop. */
final class RequestBody {
    /** A client that sends more slowly than this would hold its place for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final BodyRoom room;
    private final HttpServerRequest request;
    private final int maxBytes;
    private final Consumer<byte[]> whole;
    private final Consumer<HttpProblem> refused;
    private Buffer bytes = Buffer.buffer();
    private long timer = -1;
    private boolean over;

    RequestBody(
            Vertx vertx,
            BodyRoom room,
            HttpServerRequest request,
            int maxBytes,
            Consumer<byte[]> whole,
            Consumer<HttpProblem> refused) {
        this.vertx = vertx;
        this.room = room;
        this.request = request;
        this.maxBytes = maxBytes;
        this.whole = whole;
        this.refused = refused;
    }

    void start() {
        if (declaredLength() > maxBytes) {
            refuse(HttpProblem.bodyTooLarge(maxBytes));
            return;
        }
        timer = vertx.setTimer(PATIENCE.toMillis(), _ -> refuse(HttpProblem.bodyTooSlow()));
        request.exceptionHandler(_ -> refuse(HttpProblem.bodyBroken()));
        request.handler(this::part);
        request.endHandler(_ -> end());
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
        } else if (!room.take(request.connection(), part.length())) {
            refuse(
                    HttpProblem.tooBusy(
                            "This server is reading as many large requests as it has memory for. Try again in a moment."));
        } else {
            bytes.appendBuffer(part);
        }
    }

    private void end() {
        if (finish()) {
            whole.accept(bytes.getBytes());
            bytes = Buffer.buffer();
        }
    }

    private void refuse(HttpProblem problem) {
        if (finish()) {
            bytes = Buffer.buffer();
            room.giveBack(request.connection());
            refused.accept(problem);
        }
    }

    /** Whether this is the first end; there is only one. */
    private boolean finish() {
        boolean first = !over;
        over = true;
        vertx.cancelTimer(timer);
        return first;
    }
}
