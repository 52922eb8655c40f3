package dev.understudy.web.openai;

import dev.understudy.gateway.RunningQuery;
import dev.understudy.time.Ticker;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A stream of server-sent events to one client. Its head goes out with the first event that cannot
 * wait, or when nothing was sent for as long as the heartbeat; until then the response can still
 * become an ordinary error. Events of one turn of the event loop leave in one write. A client that
 * reads more slowly than the model writes pauses the query. On its event loop only.
 */
public final class SseStream {
    private static final String WAITING = ": still working\n\n";

    /** Characters after which the turn's end is not waited for. */
    private static final int WRITE_AT = 64 * 1024;

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context context;
    private final Ticker ticker;
    private final HttpServerResponse response;
    private final long heartbeatNanos;
    private final Runnable beforeHead;
    private final StringBuilder unsent = new StringBuilder();
    private @Nullable RunningQuery source;
    private long timer = NO_TIMER;
    private long lastSent;
    private boolean committed;
    private boolean writeScheduled;
    private boolean sourcePaused;
    private boolean over;

    /**
     * @param heartbeat how long nothing may be sent
     * @param beforeHead called once, before the head goes out; sets further headers
     */
    public SseStream(
            Vertx vertx,
            Ticker ticker,
            HttpServerResponse response,
            Duration heartbeat,
            Runnable beforeHead) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.ticker = ticker;
        this.response = response;
        this.heartbeatNanos = heartbeat.toNanos();
        this.beforeHead = beforeHead;
        this.lastSent = ticker.nanos();
        armHeartbeat(heartbeatNanos);
    }

    /** What is paused while the client does not read. */
    public void feedFrom(RunningQuery query) {
        source = query;
    }

    /** Whether the head has gone out, or is about to. */
    public boolean committed() {
        return committed;
    }

    /** An event that may wait for the next one that may not. */
    public void enqueue(String event) {
        unsent.append(event);
        if (committed) {
            writeSoon();
        }
    }

    /** An event to be sent now. */
    public void send(String event) {
        unsent.append(event);
        commit();
        if (unsent.length() >= WRITE_AT) {
            write();
        } else {
            writeSoon();
        }
    }

    /** Sends the last event; the stream is over when the future completes. */
    public Future<Void> end(String event) {
        unsent.append(event);
        commit();
        stop();
        var last = Buffer.buffer(unsent.toString());
        unsent.setLength(0);
        return response.end(last);
    }

    /** Nothing more is sent: the client is gone, or got an ordinary response instead. */
    public void stop() {
        over = true;
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private void commit() {
        if (committed) {
            return;
        }
        committed = true;
        beforeHead.run();
        response.setStatusCode(200).setChunked(true);
        response.putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "no-cache")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("Connection", "close");
    }

    private void writeSoon() {
        if (!writeScheduled) {
            writeScheduled = true;
            context.runOnContext(_ -> write());
        }
    }

    private void write() {
        writeScheduled = false;
        if (over || unsent.isEmpty()) {
            return;
        }
        var bytes = Buffer.buffer(unsent.toString());
        unsent.setLength(0);
        lastSent = ticker.nanos();
        response.write(bytes);
        if (response.writeQueueFull() && source != null && !sourcePaused) {
            sourcePaused = true;
            source.pause();
            response.drainHandler(_ -> drained());
        }
    }

    private void drained() {
        if (sourcePaused && !over && source != null) {
            sourcePaused = false;
            source.resume();
        }
    }

    private void armHeartbeat(long nanos) {
        timer = vertx.setTimer(Math.max(1, nanos / 1_000_000), _ -> beat());
    }

    private void beat() {
        timer = NO_TIMER;
        if (over) {
            return;
        }
        long quietFor = ticker.nanos() - lastSent;
        if (quietFor < heartbeatNanos) {
            armHeartbeat(heartbeatNanos - quietFor);
            return;
        }
        lastSent = ticker.nanos();
        if (!response.writeQueueFull()) {
            send(unsent.isEmpty() ? WAITING : "");
        }
        armHeartbeat(heartbeatNanos);
    }
}
