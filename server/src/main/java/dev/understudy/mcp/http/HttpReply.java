package dev.understudy.mcp.http;

import dev.understudy.data.Cancellation;
import dev.understudy.mcp.ReplySink;
import dev.understudy.web.http.Replies;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * The response to one message: JSON where the reply comes before anything else, a stream of events
 * from the first notification or heartbeat on. Any thread may tell and reply; the rest is on the
 * request's event loop.
 */
final class HttpReply implements ReplySink {
    private static final String WAITING = ": still working\n\n";

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context loop;
    private final HttpServerResponse response;
    private final Accepted accepted;
    private final boolean wantsReply;
    private long timer = NO_TIMER;
    private boolean streaming;
    private boolean over;

    /**
     * @param wantsReply whether the message is a request; a notification is only acknowledged
     */
    HttpReply(Vertx vertx, HttpServerResponse response, Accepted accepted, boolean wantsReply) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.response = response;
        this.accepted = accepted;
        this.wantsReply = wantsReply;
    }

    /** Keeps the connection alive meanwhile, and calls the work off when the client goes. */
    void follow(Cancellation work, Duration heartbeat) {
        if (over) {
            return;
        }
        if (accepted.events()) {
            timer = vertx.setPeriodic(heartbeat.toMillis(), _ -> beat());
        }
        response.exceptionHandler(_ -> gone(work));
        response.closeHandler(_ -> gone(work));
        if (response.closed()) {
            gone(work);
        }
    }

    private void beat() {
        if (!over && !response.writeQueueFull()) {
            write(WAITING);
        }
    }

    private void gone(Cancellation work) {
        if (finish()) {
            work.cancel();
        }
    }

    /** What a client that reads too slowly has no room for is lost. */
    @Override
    public void tell(ObjectNode notification) {
        loop.runOnContext(_ -> {
            if (!over && accepted.events() && !response.writeQueueFull()) {
                write(event(notification));
            }
        });
    }

    @Override
    public void reply(ObjectNode reply) {
        loop.runOnContext(_ -> {
            if (!finish() || response.closed()) {
                return;
            }
            if (streaming || !accepted.json()) {
                begin();
                response.end(event(reply));
            } else {
                Replies.json(response, 200, reply);
            }
        });
    }

    @Override
    public void nothing() {
        loop.runOnContext(_ -> {
            if (!finish() || response.closed()) {
                return;
            }
            if (streaming) {
                response.end();
            } else {
                // Of a cancelled request nobody waits for more than the end.
                response.setStatusCode(wantsReply ? 204 : 202).end();
            }
        });
    }

    /** Whether this is the first end; there is only one. */
    private boolean finish() {
        boolean first = !over;
        over = true;
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
        return first;
    }

    private void write(String text) {
        begin();
        response.write(text);
    }

    private void begin() {
        if (!streaming) {
            streaming = true;
            response.setStatusCode(200)
                    .setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Accel-Buffering", "no");
        }
    }

    private static String event(ObjectNode message) {
        return "event: message\ndata: " + message + "\n\n";
    }
}
