package dev.understudy.web.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads requests' bodies within limits of bytes, of time, and of memory in all. Thread-safe. */
public final class RequestBodies {
    /** Bytes of a body that take about a millisecond to parse. */
    private static final int PARSED_AT_ONCE = 256 * 1024;

    private final Vertx vertx;
    private final BodyRoom room;

    /**
     * @param room shared by all that read bodies
     */
    public RequestBodies(Vertx vertx, BodyRoom room) {
        this.vertx = vertx;
        this.room = room;
    }

    /**
     * Calls exactly one of the two, or none when the client goes away before. On the request's
     * event loop.
     */
    public void read(
            HttpServerRequest request,
            int maxBytes,
            Consumer<byte[]> whole,
            Consumer<HttpProblem> refused) {
        new RequestBody(vertx, room, request, maxBytes, whole, refused).start();
    }

    /**
     * The same for a body that is parsed: a large one beside the event loop, which has others to
     * serve meanwhile.
     *
     * @param parse may take long and knows no event loop; gives what is to be done on it
     */
    public void readAndParse(
            HttpServerRequest request,
            int maxBytes,
            Function<byte[], Runnable> parse,
            Consumer<HttpProblem> refused) {
        var loop = vertx.getOrCreateContext();
        read(
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
}
