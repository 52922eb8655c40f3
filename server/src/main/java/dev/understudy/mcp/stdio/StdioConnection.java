package dev.understudy.mcp.stdio;

import dev.understudy.mcp.McpSession;
import dev.understudy.mcp.RpcJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One client over two streams: a message a line, in each direction. */
public final class StdioConnection {
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
        try (var writer = LineWriter.start(out)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (line.tooLong()) {
                    writer.reply(RpcJson.tooLong());
                } else if (!line.text().isBlank()) {
                    var message = RpcJson.read(line.text().getBytes(StandardCharsets.UTF_8));
                    var _ = session.receive(message, writer);
                }
            }
        }
    }
}
