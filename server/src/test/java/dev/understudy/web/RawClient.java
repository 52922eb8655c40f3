package dev.understudy.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that writes bytes as it likes, and reads them or not. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;

    public RawClient(int port) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    public RawClient write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** A question with an exact length; {@code headers} each end with CR LF. */
    public RawClient post(String body, String headers) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return write(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
                        .formatted(headers, length, body));
    }

    /** Everything up to the end of the connection. */
    public String readToEnd() throws IOException {
        var all = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(all);
        return all.toString(StandardCharsets.UTF_8);
    }

    /** What comes until {@code mark} has come. */
    public String readUntil(String mark) throws IOException {
        var all = new ByteArrayOutputStream();
        while (!all.toString(StandardCharsets.UTF_8).contains(mark)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("ended before " + mark + ": " + all);
            }
            all.write(next);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    boolean hearsNothingFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException _) {
            return true;
        } finally {
            socket.setSoTimeout(20_000);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
