package dev.understudy.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Speaks HTTP/1.1 by hand over one socket, to see chunks, resets and ends as they are. */
final class RawClient implements AutoCloseable {
    private static final int GUARD_MILLIS = 10_000;

    /** How the bytes of an answer came to their end. */
    enum End {
        COMPLETE,
        CUT,
        RESET
    }

    /**
     * One answer; {@code chunks} holds one element for each HTTP chunk, or the body with a length.
     */
    record Answer(int status, TreeMap<String, String> headers, List<byte[]> chunks, End end) {
        String body() {
            int length = chunks.stream().mapToInt(chunk -> chunk.length).sum();
            var bytes = new byte[length];
            int at = 0;
            for (var chunk : chunks) {
                System.arraycopy(chunk, 0, bytes, at, chunk.length);
                at += chunk.length;
            }
            return new String(bytes, UTF_8);
        }

        List<String> lines() {
            return body().lines().filter(line -> !line.isBlank()).toList();
        }
    }

    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    static RawClient connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(GUARD_MILLIS);
        socket.setTcpNoDelay(true);
        return new RawClient(socket);
    }

    static Answer post(int port, String path, String body) throws IOException {
        try (var client = connect(port)) {
            client.send("POST", path, body);
            return client.answer();
        }
    }

    void send(String method, String path, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        var head =
                "%s %s HTTP/1.1\r\nHost: test\r\nContent-Length: %d\r\n\r\n"
                        .formatted(method, path, bytes.length);
        socket.getOutputStream().write(head.getBytes(ISO_8859_1));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    Answer answer() throws IOException {
        var headers = new TreeMap<String, String>();
        var chunks = new ArrayList<byte[]>();
        int status = 0;
        try {
            status = Integer.parseInt(line().substring(9, 12));
            for (var line = line(); !line.isEmpty(); line = line()) {
                var colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
            if (headers.containsKey("content-length")) {
                chunks.add(exactly(Integer.parseInt(headers.get("content-length"))));
                return new Answer(status, headers, chunks, End.COMPLETE);
            }
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                chunks.add(exactly(size));
                line();
            }
            line();
            return new Answer(status, headers, chunks, End.COMPLETE);
        } catch (EOFException _) {
            return new Answer(status, headers, chunks, End.CUT);
        } catch (SocketException _) {
            return new Answer(status, headers, chunks, End.RESET);
        }
    }

    /** The next line without its end; blocks until it is there. */
    String line() throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().trim(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    /** The next bytes that are there; empty at the end. */
    byte[] some() throws IOException {
        var buffer = new byte[8192];
        int read = in.read(buffer);
        return read < 0 ? new byte[0] : Arrays.copyOf(buffer, read);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
