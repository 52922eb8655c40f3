package dev.understudy.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A client that asks on a bare socket and leaves when it is told to. It reads until then, as a
 * front end does, so that closing sends the regular end of a connection. One thread at a time.
 */
final class StoppingClient implements AutoCloseable {
    /** Beyond what the first text takes here. */
    private static final int PATIENCE_MILLIS = 20_000;

    private static final String FIRST_TEXT = "\"content\":\"";

    private final Socket socket;
    private final InputStream in;
    private final StringBuilder read = new StringBuilder();

    private StoppingClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Connects and asks. */
    static StoppingClient ask(String url, String body) throws IOException {
        var client =
                new StoppingClient(
                        new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort()));
        try {
            client.send(body);
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private void send(String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        var head =
                "POST /api/v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(bytes.length);
        socket.getOutputStream().write(head.getBytes(UTF_8));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Reads until the first text of the answer has come. */
    void awaitText() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        while (read.indexOf(FIRST_TEXT) < 0) {
            if (!readSome()) {
                throw new IOException("the answer ended before its first text: " + read);
            }
        }
    }

    /** Reads on for so long. */
    void readFor(Duration time, InstantSource clock) throws IOException {
        var end = clock.instant().plus(time);
        try {
            for (long left = time.toMillis(); left > 0; left = left(end, clock)) {
                socket.setSoTimeout((int) left);
                if (!readSome()) {
                    throw new IOException("the answer ended before it was stopped: " + read);
                }
            }
        } catch (SocketTimeoutException _) {
            // The time is over.
        }
    }

    private static long left(Instant end, InstantSource clock) {
        return Duration.between(clock.instant(), end).toMillis();
    }

    private boolean readSome() throws IOException {
        var buffer = new byte[8_192];
        int count = in.read(buffer);
        if (count > 0 && read.length() < 100_000) {
            read.append(new String(buffer, 0, count, UTF_8));
        }
        return count >= 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
