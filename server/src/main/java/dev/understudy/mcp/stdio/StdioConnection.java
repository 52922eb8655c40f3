package dev.understudy.mcp.stdio;

import dev.understudy.mcp.McpSession;
import dev.understudy.mcp.ReplySink;
import dev.understudy.mcp.RpcJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** One client over two streams: a message a line, in each direction. */
public final class StdioConnection {
    private static final Logger LOG = LoggerFactory.getLogger(StdioConnection.class);

    private final InputStream in;
    private final OutputStream out;
    private final McpSession session;

    /**
     * @param out nobody else writes into it
     */
    public StdioConnection(InputStream in, OutputStream out, McpSession session) {
        this.in = in;
        this.out = out;
        this.session = session;
    }

    /** Serves until the client closes its end. Blocks; does not close the session. */
    public void serve() throws IOException {
        var lines = new BoundedLines(in, RpcJson.LONGEST_MESSAGE);
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (line.tooLong()) {
                write(RpcJson.tooLong());
            } else if (!line.text().isBlank()) {
                var message = RpcJson.read(line.text().getBytes(StandardCharsets.UTF_8));
                var _ = session.receive(message, new Lines());
            }
        }
    }

    private synchronized void write(ObjectNode message) {
        try {
            out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // Its end of input follows, and ends us.
            LOG.debug("The client reads no more: {}", e.toString());
        }
    }

    private final class Lines implements ReplySink {
        @Override
        public void tell(ObjectNode notification) {
            write(notification);
        }

        @Override
        public void reply(ObjectNode reply) {
            write(reply);
        }

        @Override
        public void nothing() {}
    }
}
