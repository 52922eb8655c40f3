package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MutatedRequestsTest {
    private static final int REQUESTS = 600;

    @Test
    void mutatedRequestsGetACompletionOrAnErrorObjectAndNeverA500() throws Exception {
        long seed = Long.getLong("seed", 20261123L);
        System.out.println("MutatedRequestsTest seed=" + seed);
        var random = new Random(seed);
        int answered = 0;
        try (var api = RunningApi.open()) {
            api.queries.script(play -> play.text("ok").end(ANSWERED));
            for (int i = 0; i < REQUESTS; i++) {
                byte[] body = MutatedBody.of(random);
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
}
