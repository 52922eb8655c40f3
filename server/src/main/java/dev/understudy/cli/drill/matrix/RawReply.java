package dev.understudy.cli.drill.matrix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response as it came over the socket.
 *
 * @param status 0 where not even the head came
 * @param headers by lower-case name
 * @param body what came of it
 * @param whole whether it came to the end that HTTP has for it
 * @param closed whether the server then closed the connection
 * @param took from the question to the end
 */
record RawReply(
        int status,
        Map<String, String> headers,
        String body,
        boolean whole,
        boolean closed,
        Duration took) {
    private static final String HEAD_END = "\r\n\r\n";
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(ISO_8859_1);

    /** Reads what has come so far. */
    static RawReply of(byte[] bytes, boolean closed, Duration took) {
        var text = new String(bytes, ISO_8859_1);
        int headEnd = text.indexOf(HEAD_END);
        if (headEnd < 0) {
            return new RawReply(0, Map.of(), "", false, closed, took);
        }
        var lines = text.substring(0, headEnd).split("\r\n", -1);
        var headers = new TreeMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            var parts = lines[i].split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        var sent = Arrays.copyOfRange(bytes, headEnd + HEAD_END.length(), bytes.length);
        var length = headers.get("content-length");
        boolean whole =
                length == null
                        ? endsWith(sent, LAST_CHUNK)
                        : sent.length >= Integer.parseInt(length);
        return new RawReply(
                Integer.parseInt(lines[0].split(" ", 3)[1]),
                headers,
                new String(length == null ? unchunked(sent) : sent, UTF_8),
                whole,
                closed,
                took);
    }

    private static boolean endsWith(byte[] bytes, byte[] end) {
        int from = bytes.length - end.length;
        return from >= 0 && Arrays.equals(bytes, from, bytes.length, end, 0, end.length);
    }

    /** The chunks' contents, as far as they came. */
    private static byte[] unchunked(byte[] sent) {
        var text = new String(sent, ISO_8859_1);
        var content = new ByteArrayOutputStream();
        int at = 0;
        int lineEnd = text.indexOf("\r\n");
        while (lineEnd > at) {
            int size = Integer.parseInt(text.substring(at, lineEnd), 16);
            int from = lineEnd + 2;
            content.write(sent, from, Math.min(size, sent.length - from));
            at = Math.min(sent.length, from + size + 2);
            lineEnd = text.indexOf("\r\n", at);
        }
        return content.toByteArray();
    }

    /** Whether it is a stream of server-sent events. */
    boolean streamed() {
        return headers.getOrDefault("content-type", "").startsWith("text/event-stream");
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
