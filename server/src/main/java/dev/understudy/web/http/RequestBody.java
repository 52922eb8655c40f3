package dev.understudy.web.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads one request's body, up to a limit of bytes and of time. On the request's event loop. */
public final class RequestBody {
    /** A client that sends more slowly than this would hold its place for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Bytes of a body that take about a millisecond to parse. */
    private static final int PARSED_AT_ONCE = 256 * 1024;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final int maxBytes;
    private final Consumer<byte[]> whole;
    private final Consumer<HttpProblem> refused;
    private final Buffer bytes = Buffer.buffer();
    private long timer = -1;
    private boolean over;

    private RequestBody(
            Vertx vertx,
            HttpServerRequest request,
            int maxBytes,
            Consumer<byte[]> whole,
            Consumer<HttpProblem> refused) {
        this.vertx = vertx;
        this.request = request;
        this.maxBytes = maxBytes;
        this.whole = whole;
        this.refused = refused;
    }

    /** Calls exactly one of the two, or none when the client goes away before. */
    public static void read(
            Vertx vertx,
            HttpServerRequest request,
            int maxBytes,
            Consumer<byte[]> whole,
            Consumer<HttpProblem> refused) {
        new RequestBody(vertx, request, maxBytes, whole, refused).start();
    }

    /**
     * The same for a body that is parsed: a large one beside the event loop, which has others to
     * serve meanwhile.
     *
     * @param parse may take long and knows no event loop; gives what is to be done on it
     */
    public static void readAndParse(
            Vertx vertx,
            HttpServerRequest request,
            int maxBytes,
            Function<byte[], Runnable> parse,
            Consumer<HttpProblem> refused) {
        var loop = vertx.getOrCreateContext();
        read(
                vertx,
                request,
                maxBytes,
                bytes -> {
                    if (bytes.length <= PARSED_AT_ONCE) {
                        parse.apply(bytes).run();
                        return;
                    }
                    Thread.ofVirtual()
                            .name("body")
                            .start(() -> {
                                var then = parse.apply(bytes);
                                loop.runOnContext(_ -> then.run());
                            });
                },
                refused);
    }

    private void start() {
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
        } else {
            bytes.appendBuffer(part);
        }
    }

    private void end() {
        if (finish()) {
            whole.accept(bytes.getBytes());
        }
    }

    private void refuse(HttpProblem problem) {
        if (finish()) {
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
