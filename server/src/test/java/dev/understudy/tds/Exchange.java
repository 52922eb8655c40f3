package dev.understudy.tds;

import dev.understudy.data.Cancellation;
import java.io.IOException;

/**
 * One request and its answer. Who runs it writes rows and then ends it; who reads the connection
 * may call it off in between. Whichever comes first, the client gets exactly one end.
 */
final class Exchange {
    private final PacketOutput output;
    private final Runnable beforeEnd;
    private final Cancellation stop = new Cancellation();
    private boolean calledOff;
    private boolean ended;

    /**
     * @param beforeEnd runs once, before the client can know that it is over
     */
    Exchange(PacketOutput output, Runnable beforeEnd) {
        this.output = output;
        this.beforeEnd = beforeEnd;
    }

    /** One that is over already: before the first request. */
    static Exchange ended(PacketOutput output) {
        var exchange = new Exchange(output, () -> {});
        exchange.ended = true;
        return exchange;
    }

    /** How what runs is stopped. */
    Cancellation stop() {
        return stop;
    }

    /** Part of the answer. */
    void write(WireBuffer tokens) throws IOException {
        output.write(tokens);
    }

    void flushPart() throws IOException {
        output.flushPart();
    }

    /**
     * Sends the rest of the answer. One that was called off ends with an error instead, and that it
     * was heard follows as a message of its own: the driver waits for both.
     */
    synchronized void end(WireBuffer tokens) throws IOException {
        beforeEnd.run();
        ended = true;
        output.write(calledOff ? done(Tokens.ERROR) : tokens);
        output.end();
        if (calledOff) {
            acknowledge();
        }
    }

    /** The client wants no more. If the answer has gone already, it is told so now. */
    void attention() throws IOException {
        synchronized (this) {
            if (ended) {
                acknowledge();
                return;
            }
            calledOff = true;
        }
        stop.cancel();
    }

    private void acknowledge() throws IOException {
        output.write(done(Tokens.ATTENTION));
        output.end();
    }

    synchronized boolean ended() {
        return ended;
    }

    private static WireBuffer done(int status) {
        return Tokens.done(Tokens.Done.BATCH, status, 0, 0);
    }
}
