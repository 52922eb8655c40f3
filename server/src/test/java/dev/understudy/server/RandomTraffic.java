package dev.understudy.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.web.MutatedBody;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What one client writes on its connection, and how it leaves; the same for the same seed.
 *
 * @param bytes all that it writes
 * @param leaving what it does then
 * @param questions how many requests with a right end are in it; 0 = nobody can say
 */
record RandomTraffic(Buffer bytes, Leaving leaving, int questions) {
    /** How a client goes on when it has written. */
    enum Leaving {
        /** Reads to the end of the connection: the last request asks for that end. */
        READS,
        /** Says that it will write no more, and reads to the end. */
        ENDS_AND_READS,
        /** Resets the connection and reads nothing. */
        RESETS
    }

    /** The most that the server under test takes of a body, in bytes. */
    static final int MAX_BODY = 64 * 1024;

    private static final List<String> METHODS =
            List.of("PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "post", "GET");
    private static final List<String> PATHS =
            List.of(
                    "/",
                    "/healthz",
                    "/readyz",
                    "/v1/models",
                    "/v1/models/chat",
                    "/v1/models/gpt-oss%3A120b-cloud",
                    "/api/v1/usage",
                    "/api/v1/usage/history",
                    "/api/v1/usage/history?days=7&by=model&format=csv",
                    "/api/v1/status",
                    "/api/v1/queries/3ad78eba-9c0e-425a-b520-013e61b5277d",
                    "/api/v1/models/llama3.2%3A3b/reset",
                    "/api/v1/models/llama3.2%3A3b/open",
                    "/charts/none.svg",
                    "/mcp",
                    "/v1/completions",
                    "/v1/embeddings");
    private static final List<String> PATH_PIECES =
            List.of(
                    "%zz",
                    "%",
                    "%00",
                    "%ff",
                    "/../",
                    "%2e%2e/",
                    "//",
                    ";a=b",
                    "?",
                    "?days=-1",
                    "&by=%F0%9F%8E%AF",
                    "=&=",
                    "#x",
                    "ü",
                    "\\",
                    "\"",
                    "<script>",
                    "%0d%0aX:1",
                    ":",
                    "x".repeat(300),
                    "x".repeat(9_000));
    private static final List<String> HEADERS =
            List.of(
                    "Idempotency-Key: %d",
                    "Idempotency-Key: %d\r\nX-Idempotency-Key: other",
                    "Idempotency-Key: with space",
                    "Idempotency-Key:",
                    "Authorization: Bearer %d",
                    "Authorization: Basic !!!",
                    "X-API-Key: ü",
                    "X-OpenWebUI-Chat-Id: %d",
                    "X-OpenWebUI-User-Name: %%F0%%9F",
                    "User-Agent: Open-WebUI",
                    "User-Agent:",
                    "Accept: text/csv",
                    "Accept: */*;q=nonsense",
                    "Accept: application/json, text/event-stream",
                    "MCP-Protocol-Version: 1999-01-01",
                    "Mcp-Session-Id: %d",
                    "Accept-Encoding: gzip, br",
                    "Origin: http://elsewhere.example",
                    "Range: bytes=0-1",
                    "Cookie: a=b; ;;=",
                    "Content-Type: text/plain; charset=utf-16",
                    "Content-Encoding: gzip",
                    "If-None-Match: *",
                    "X-Forwarded-For: 10.0.0.1, ::1",
                    "X-Stainless-Retry-Count: -1",
                    "Host: another");
    private static final List<String> CALLS_OF_MCP =
            List.of(
                    """
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",
                     "capabilities":{},"clientInfo":{"name":"x","version":"1"}}}\
                    """,
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}",
                    """
                    {"jsonrpc":"2.0","id":"3","method":"tools/call","params":{"name":"usage","arguments":{}}}\
                    """);
    private static final List<String> NO_REQUESTS =
            List.of(
                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
                    "\u0000\u0000\u0000\u0000",
                    "GET\r\n\r\n",
                    "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                    "GET http://elsewhere.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
                    "CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: x\r\n\r\n",
                    "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
                    "GET / HTTP/1.1\r\n: no name\r\n\r\n",
                    "GET / HTTP/1.1\nHost: x\n\n",
                    "GET / HTTP/1.1\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: x\r\n\r\n",
                    "GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    private static final List<String> BROKEN_LENGTHS =
            List.of(
                    "Content-Length: -5",
                    "Content-Length: +5",
                    "Content-Length: 5, 6",
                    "Content-Length: 5\r\nContent-Length: 6",
                    "Content-Length: 99999999999999999999",
                    "Content-Length: 2000000000",
                    "Content-Length: 5\r\nTransfer-Encoding: chunked",
                    "Transfer-Encoding: chunked",
                    "Transfer-Encoding: gzip, chunked",
                    "Transfer-Encoding: identity",
                    "Expect: 100-continue\r\nContent-Length: 5",
                    "Expect: the unexpected\r\nContent-Length: 5");
    private static final List<String> BROKEN_CHUNKS =
            List.of(
                    "zz\r\n{}\r\n0\r\n\r\n",
                    "-1\r\n{}\r\n0\r\n\r\n",
                    "FFFFFFFFFFFFFFFF\r\n{}\r\n",
                    "7fffffff\r\n{}",
                    "2\r\n{}0\r\n\r\n",
                    "2;ext=\"\r\n{}\r\n0\r\nTrailer: x\r\n\r\n",
                    "0\r\n",
                    "\r\n\r\n",
                    "");

    static RandomTraffic of(long seed) {
        var random = new Random(seed);
        int kind = random.nextInt(100);
        if (kind < 60) {
            return new RandomTraffic(Buffer.buffer(request(random, true)), Leaving.READS, 1);
        }
        if (kind < 72) {
            return pipelined(random);
        }
        byte[] broken =
                switch (kind % 4) {
                    case 0 -> pick(random, NO_REQUESTS).getBytes(ISO_8859_1);
                    case 1 -> brokenLength(random);
                    case 2 -> garbled(request(random, true), random);
                    default -> cut(request(random, true), random);
                };
        return new RandomTraffic(
                Buffer.buffer(broken),
                random.nextInt(3) == 0 ? Leaving.RESETS : Leaving.ENDS_AND_READS,
                0);
    }

    private static RandomTraffic pipelined(RandomGenerator random) {
        var all = new ByteArrayOutputStream();
        int questions = 2 + random.nextInt(4);
        for (int i = 1; i <= questions; i++) {
            all.writeBytes(request(random, i == questions));
        }
        return new RandomTraffic(Buffer.buffer(all.toByteArray()), Leaving.READS, questions);
    }

    /** One request whose length is right. */
    private static byte[] request(RandomGenerator random, boolean last) {
        boolean question = random.nextInt(10) < 7;
        var head = new StringBuilder();
        head.append(
                        random.nextInt(12) == 0
                                ? pick(random, METHODS)
                                : question || random.nextInt(4) == 0 ? "POST" : "GET")
                .append(' ')
                .append(path(random, question))
                .append(random.nextInt(30) == 0 ? " HTTP/1.0" : " HTTP/1.1")
                .append("\r\nHost: localhost\r\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            head.append(pick(random, HEADERS).formatted(random.nextInt(50))).append("\r\n");
        }
        if (last) {
            head.append("Connection: close\r\n");
        }
        if (random.nextInt(20) == 0) {
            return ofMcp(last, random);
        }
        return question ? withBody(head, random) : bytes(head.append("\r\n"), new byte[0]);
    }

    private static byte[] ofMcp(boolean last, RandomGenerator random) {
        var body = MutatedBody.of(pick(random, CALLS_OF_MCP), random);
        var head =
                """
                POST /mcp HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Accept: application/json, text/event-stream\r
                %sContent-Length: %d\r
                \r
                """
                        .formatted(last ? "Connection: close\r\n" : "", body.length);
        return bytes(new StringBuilder(head), body);
    }

    private static String path(RandomGenerator random, boolean question) {
        var path = new StringBuilder(question ? "/v1/chat/completions" : pick(random, PATHS));
        if (random.nextInt(question ? 12 : 3) == 0) {
            path.insert(1 + random.nextInt(path.length()), pick(random, PATH_PIECES));
        }
        return path.toString();
    }

    private static byte[] withBody(StringBuilder head, RandomGenerator random) {
        byte[] body =
                switch (random.nextInt(40)) {
                    case 0 -> new byte[0];
                    case 1 -> "x".repeat(MAX_BODY + 1).getBytes(UTF_8);
                    case 2 -> "[".repeat(20_000).getBytes(UTF_8);
                    default -> MutatedBody.of(random);
                };
        if (random.nextInt(6) > 0) {
            head.append("Content-Length: %d\r\n\r\n".formatted(body.length));
            return bytes(head, body);
        }
        head.append("Transfer-Encoding: chunked\r\n\r\n");
        return bytes(head, chunked(body, random));
    }

    private static byte[] chunked(byte[] body, RandomGenerator random) {
        var all = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; ) {
            int length = Math.min(body.length - at, 1 + random.nextInt(4_000));
            all.writeBytes(
                    (Integer.toHexString(length).toUpperCase(Locale.ROOT) + "\r\n")
                            .getBytes(ISO_8859_1));
            all.write(body, at, length);
            all.writeBytes("\r\n".getBytes(ISO_8859_1));
            at += length;
        }
        all.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
        return all.toByteArray();
    }

    private static byte[] brokenLength(RandomGenerator random) {
        var head =
                new StringBuilder("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n")
                        .append(pick(random, BROKEN_LENGTHS))
                        .append("\r\n\r\n")
                        .append(pick(random, BROKEN_CHUNKS));
        return bytes(head, new byte[0]);
    }

    private static byte[] garbled(byte[] request, RandomGenerator random) {
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            request[random.nextInt(Math.min(request.length, 400))] = (byte) random.nextInt(256);
        }
        return request;
    }

    private static byte[] cut(byte[] request, RandomGenerator random) {
        return Arrays.copyOf(request, random.nextInt(request.length));
    }

    private static byte[] bytes(StringBuilder head, byte[] body) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(UTF_8));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static String pick(RandomGenerator random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
