package dev.understudy.mcp.stdio;

import dev.understudy.mcp.ReplySink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes messages, each a line, on a thread of its own: a client that does not read must not block
 * an event loop that has progress to tell. Thread-safe.
 */
final class LineWriter implements ReplySink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LineWriter.class);

    /** Messages that wait; a client that reads leaves none. */
    private static final int MOST_WAITING = 256;

    /** How long the end waits for a client that may not read any more. */
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(5);

    private static final String END = "";

    private final OutputStream out;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = Thread.ofVirtual().name("mcp-writer").unstarted(this::write);

    private LineWriter(OutputStream out) {
        this.out = out;
    }

    static LineWriter start(OutputStream out) {
        var writer = new LineWriter(out);
        writer.thread.start();
        return writer;
    }

    /** Never blocks: progress that a slow client has no room for is lost. */
    @Override
    public void tell(ObjectNode notification) {
        if (!waiting.offer(notification.toString())) {
            LOG.debug("The client reads too slowly: progress was left out");
        }
    }

    /** Blocks while the client does not read, which keeps it from asking for more. */
    @Override
    public void reply(ObjectNode reply) {
        try {
            waiting.put(reply.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void nothing() {}

    private void write() {
        boolean gone = false;
        try {
            for (var line = waiting.take(); !line.equals(END); line = waiting.take()) {
                gone = gone || !written(line);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean written(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return true;
        } catch (IOException e) {
            // Its end of input follows, and ends us; until then what waits is thrown away.
            LOG.debug("The client reads no more: {}", e.toString());
            return false;
        }
    }

    /** Writes what waits, if the client reads it soon; nothing is written after it. */
    @Override
    public void close() {
        try {
            if (waiting.offer(END, LAST_MOMENTS.toSeconds(), TimeUnit.SECONDS)) {
                var _ = thread.join(LAST_MOMENTS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
