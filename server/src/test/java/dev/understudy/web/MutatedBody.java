package dev.understudy.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** A body of JSON, changed at random in one to three places. */
public final class MutatedBody {
    private static final String WHOLE =
            """
            {"model":"chat","stream":false,"temperature":0.5,"top_p":0.9,"max_tokens":100,"seed":1,"stop":["a"],"n":1,
             "user":{"id":"u"},"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}],
             "tool_choice":"auto","response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{}}},
             "stream_options":{"include_usage":true},"reasoning_effort":"low",
             "messages":[{"role":"system","content":"Ü"},{"role":"user","content":[{"type":"text","text":"x"},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]},
              {"role":"assistant","content":null,"tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]},
              {"role":"tool","tool_call_id":"c","content":"r"}]}\
            """;
    private static final List<String> PIECES =
            List.of(
                    "null",
                    "{}",
                    "[]",
                    "\"\"",
                    "-1",
                    "1e400",
                    "99999999999999999999",
                    "true",
                    ",",
                    "}",
                    "]",
                    "\"\\ud83d\"",
                    "[[[[",
                    "\"messages\"",
                    "\u0000",
                    "0.1",
                    "\"role\":\"user\"");

    private MutatedBody() {}

    /**
     * A question that has everything; mostly JSON still, so that the readers behind the parser are
     * reached.
     */
    public static byte[] of(RandomGenerator random) {
        return of(WHOLE, random);
    }

    /** This JSON, changed in the same way. */
    public static byte[] of(String whole, RandomGenerator random) {
        var text = new StringBuilder(whole);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> replaceAValue(text, at, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.setCharAt(at, (char) random.nextInt(32, 0x2FF));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Keeps most bodies well-formed, so that the readers behind the parser are reached. */
    private static void replaceAValue(StringBuilder text, int near, String value) {
        int colon = text.indexOf(":", near);
        int end = colon < 0 ? -1 : text.indexOf(",", colon);
        if (end > 0) {
            text.replace(colon + 1, end, value);
        }
    }
}
