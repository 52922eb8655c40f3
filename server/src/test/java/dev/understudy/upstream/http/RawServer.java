package dev.understudy.upstream.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A socket that sends what a test says, byte for byte: for what no decent server would do. */
public final class RawServer implements AutoCloseable {
    /** Plays one connection; it is closed afterwards. */
    @FunctionalInterface
    public interface Script {
        void play(Connection connection) throws IOException;
    }

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> clientClosed = new CompletableFuture<>();

    public RawServer(Script script) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(script));
    }

    public URI uri(String scheme) {
        return URI.create("%s://127.0.0.1:%d".formatted(scheme, server.getLocalPort()));
    }

    public int connections() {
        return connections.get();
    }

    /** Completes when a client closed a connection on which the script was still reading. */
    public CompletableFuture<Void> clientClosed() {
        return clientClosed;
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> play(script, socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void play(Script script, Socket socket) {
        try (socket) {
            script.play(new Connection(socket.getInputStream(), socket.getOutputStream()));
        } catch (IOException _) {
            clientClosed.complete(null);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection, seen from the server. */
    public final class Connection {
        private final InputStream in;
        private final OutputStream out;

        private Connection(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        /** Reads one request with its body. False when the client has closed. */
        public boolean readRequest() throws IOException {
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                var next = in.read();
                if (next < 0) {
                    return false;
                }
                head.append((char) next);
            }
            var length = head.toString().toLowerCase(Locale.ROOT);
            var named = length.indexOf("content-length: ");
            if (named >= 0) {
                var at = named + "content-length: ".length();
                in.readNBytes(Integer.parseInt(length.substring(at, length.indexOf("\r\n", at))));
            }
            return true;
        }

        public void send(String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
        }

        public void awaitClientClosed() throws IOException {
            while (in.read() >= 0) {
                // Whatever it still sends does not matter.
            }
            clientClosed.complete(null);
        }
    }

    /** The head of an answer that is sent in chunks. */
    public static String chunked(String contentType) {
        return "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
                .formatted(contentType);
    }

    /** A line as one HTTP chunk, as servers send it. ASCII only. */
    public static String chunk(String line) {
        return "%x\r\n%s\n\r\n".formatted(line.getBytes(UTF_8).length + 1, line);
    }
}
