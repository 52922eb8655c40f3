package dev.understudy.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that asks over a bare socket, and leaves when its test says so. */
final class ChatSocket implements AutoCloseable {
    private final Socket socket = new Socket();

    ChatSocket(RunningServer server) throws IOException {
        var address = URI.create(server.url());
        // Small, so that not reading is felt soon.
        socket.setReceiveBufferSize(8 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    }

    static String body(String model, boolean stream, String question) {
        return """
        {"model":"%s","stream":%s,"messages":[{"role":"user","content":"%s"}]}\
        """
                .formatted(model, stream, question);
    }

    /** Asks; {@code headers} each end with CR LF. */
    ChatSocket ask(String body, String headers) throws IOException {
        return write(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
                        .formatted(headers, body.getBytes(StandardCharsets.UTF_8).length, body));
    }

    ChatSocket write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** What comes until {@code mark} has come. */
    String readUntil(String mark) throws IOException {
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

    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
