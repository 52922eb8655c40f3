package dev.understudy.simulator;

import dev.understudy.simulator.Score.Finale;
import dev.understudy.simulator.Score.Step;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Plays one score to one client. Everything happens on the event loop of the connection. When the
 * client leaves, the pending timer is cancelled and nothing more happens.
 */
final class Performance {
    /** So that a client has read what came before a reset, which may throw it away. */
    private static final long BEFORE_RESET_MILLIS = 20;

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final HttpServerRequest http;
    private final HttpServerResponse response;
    private final Score score;
    private final RecordedRequest recorded;
    private final BooleanSupplier closedByUs;
    private long timer = NO_TIMER;
    private boolean over;

    private Performance(
            Vertx vertx,
            HttpServerRequest http,
            Score score,
            RecordedRequest recorded,
            BooleanSupplier closedByUs) {
        this.vertx = vertx;
        this.http = http;
        this.response = http.response();
        this.score = score;
        this.recorded = recorded;
        this.closedByUs = closedByUs;
    }

    /**
     * @param closedByUs whether the simulator itself is closing its connections at this moment
     */
    static void begin(
            Vertx vertx,
            HttpServerRequest http,
            Score score,
            RecordedRequest recorded,
            BooleanSupplier closedByUs) {
        new Performance(vertx, http, score, recorded, closedByUs).begin();
    }

    private void begin() {
        // Vert.x tells of a connection that closed by either; both may come.
        response.closeHandler(_ -> clientLeft());
        response.exceptionHandler(_ -> clientLeft());
        response.setStatusCode(score.status());
        response.putHeader("Content-Type", score.contentType());
        score.headers().forEach(response::putHeader);
        boolean headersOfTheirOwn = score.headersAfter().isPresent();
        response.setChunked(!score.inOneBody() || headersOfTheirOwn);
        if (headersOfTheirOwn) {
            later(score.headersAfter().orElseThrow(), this::sendHeaders);
        } else {
            step(0);
        }
    }

    private void sendHeaders() {
        response.writeHead().onSuccess(_ -> step(0));
    }

    private void step(int index) {
        if (index == score.steps().size()) {
            finale();
        } else {
            later(score.steps().get(index).before(), () -> write(index, 0));
        }
    }

    private void write(int index, int part) {
        Step step = score.steps().get(index);
        if (part == step.writes().size()) {
            step(index + 1);
            return;
        }
        var bytes = Buffer.buffer(step.writes().get(part));
        if (score.finale() == Finale.END && isLast(index, part)) {
            // The end in one write with the last bytes, as a server sends a body with a length.
            over = true;
            response.end(bytes).onSuccess(_ -> ended());
        } else {
            // The next write waits for this one, so that a slow reader slows the script.
            response.write(bytes).onSuccess(_ -> soon(() -> write(index, part + 1)));
        }
    }

    private boolean isLast(int index, int part) {
        return score.inOneBody()
                && index == score.steps().size() - 1
                && part == score.steps().get(index).writes().size() - 1;
    }

    private void finale() {
        switch (score.finale()) {
            case END -> {
                over = true;
                response.end().onSuccess(_ -> ended());
            }
            case RESET -> later(Duration.ofMillis(BEFORE_RESET_MILLIS), this::reset);
            case CUT -> later(Duration.ofMillis(BEFORE_RESET_MILLIS), this::cut);
            case HOLD -> {
                // Nothing: the client has to leave.
            }
        }
    }

    /** Vert.x has no public way to a reset of an HTTP/1 connection, so this goes to its channel. */
    private void reset() {
        over = true;
        Channel channel = ((ConnectionBase) http.connection()).channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close().addListener(_ -> ended());
    }

    private void cut() {
        over = true;
        http.connection().close().onComplete(_ -> ended());
    }

    private void ended() {
        recorded.answered().complete(null);
    }

    private void clientLeft() {
        if (over) {
            return;
        }
        over = true;
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
        if (!closedByUs.getAsBoolean()) {
            recorded.closedByClient().complete(RealTime.now());
        }
    }

    private void later(Duration delay, Runnable next) {
        if (delay.isZero()) {
            soon(next);
            return;
        }
        long millis = delay.plusNanos(999_999).toMillis();
        timer =
                vertx.setTimer(
                        millis,
                        _ -> {
                            timer = NO_TIMER;
                            play(next);
                        });
    }

    /** Through the loop's queue, so that a long answer neither nests nor starves the others. */
    private void soon(Runnable next) {
        vertx.runOnContext(_ -> play(next));
    }

    private void play(Runnable next) {
        if (!over) {
            next.run();
        }
    }
}
