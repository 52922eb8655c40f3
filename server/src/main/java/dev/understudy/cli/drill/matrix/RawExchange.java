package dev.understudy.cli.drill.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.time.SystemTime;
import dev.understudy.time.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/**
 * One question over a socket of its own, read byte by byte, so that what a client's library would
 * hide is seen too: the end of the body and that of the connection. Blocks; one thread at a time.
 */
final class RawExchange implements AutoCloseable {
    /** Longer than any clock of the matrix. */
    private static final int PATIENCE_MILLIS = 60_000;

    /** Far beyond any answer of the matrix; a server that goes on for ever must end somewhere. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Ticker ticker = SystemTime.ticker();
    private final long startedAt = ticker.nanos();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Socket socket;
    private boolean closedByServer;

    private RawExchange(Socket socket) {
        this.socket = socket;
    }

    /** Sends the question. */
    static RawExchange post(URI target, String body) throws IOException {
        var socket = new Socket(target.getHost(), target.getPort());
        var exchange = new RawExchange(socket);
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var content = body.getBytes(UTF_8);
            var head =
                    "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                            .formatted(target.getPath(), target.getAuthority(), content.length);
            var out = socket.getOutputStream();
            out.write(head.getBytes(UTF_8));
            out.write(content);
            out.flush();
            return exchange;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Reads until this text has come in the body. */
    RawReply readUntil(String text) throws IOException {
        var reply = reply();
        while (!reply.body().contains(text)) {
            readMore();
            reply = reply();
        }
        return reply;
    }

    /** Reads to the end: of the body where that has a length, else of the connection. */
    RawReply readToEnd() throws IOException {
        while (!closedByServer && !(reply().whole() && !reply().streamed())) {
            readMore();
        }
        return reply();
    }

    private void readMore() throws IOException {
        var buffer = new byte[16 * 1024];
        int read = socket.getInputStream().read(buffer);
        if (read >= 0) {
            bytes.write(buffer, 0, read);
        } else if (closedByServer) {
            throw new IOException("the server closed the connection, and more was to come");
        } else {
            closedByServer = true;
        }
        if (bytes.size() > MOST_BYTES) {
            throw new IOException("the answer has more than %d bytes".formatted(MOST_BYTES));
        }
    }

    /** What has come so far. */
    private RawReply reply() {
        var took = Duration.ofNanos(ticker.nanos() - startedAt);
        return RawReply.of(bytes.toByteArray(), closedByServer, took);
    }

    /** Leaves: what still comes interests nobody. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
