package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MutatedRequestsTest {
    private static final int REQUESTS = 600;
    private static final String SEED_BODY =
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

    @Test
    void mutatedRequestsGetACompletionOrAnErrorObjectAndNeverA500() throws Exception {
        long seed = Long.getLong("seed", 20261123L);
        System.out.println("MutatedRequestsTest seed=" + seed);
        var random = new Random(seed);
        int answered = 0;
        try (var api = RunningApi.open()) {
            api.queries.script(play -> play.text("ok").end(ANSWERED));
            for (int i = 0; i < REQUESTS; i++) {
                byte[] body = mutated(random);
                var response =
                        api.send(
                                api.request("/v1/chat/completions")
                                        .POST(BodyPublishers.ofByteArray(body)));

                var shown = new String(body, StandardCharsets.UTF_8) + " -> " + response.body();
                assertThat(response.statusCode()).as(shown).isIn(200, 400, 404);
                if (response.statusCode() != 200) {
                    assertThat(json(response).at("/error/message").asString()).isNotBlank();
                } else if (response.body().startsWith("data: ")) {
                    assertThat(SseReading.of(response.body()).done()).isTrue();
                    answered++;
                } else {
                    assertThat(json(response).at("/object").asString())
                            .isEqualTo("chat.completion");
                    answered++;
                }
            }
        }
        assertThat(answered).isBetween(1, REQUESTS - 1);
    }

    private static byte[] mutated(RandomGenerator random) {
        var text = new StringBuilder(SEED_BODY);
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
