package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.STREAMED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatEvent;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamedAnswerTest {
    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = RunningApi.open();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void trap20_streamIsUnbufferedUtf8AndValidChunksOfOneIdThenDoneThenTheEnd() throws Exception {
        api.queries.script(play -> play.thinking("hm").text("Grüß ").text("Gott 🎭").end(ANSWERED));

        var response = api.ask(STREAMED);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("text/event-stream; charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        assertThat(response.headers().firstValue("x-request-id")).hasValue("q1");
        var stream = SseReading.of(response.body());
        assertThat(stream.done()).isTrue();
        assertThat(stream.content()).isEqualTo("Grüß Gott 🎭");
        assertThat(stream.thinking()).isEqualTo("hm");
        assertThat(stream.chunks().getFirst().at("/choices/0/delta/role").asString())
                .isEqualTo("assistant");
        assertThat(stream.finish().at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(stream.finish().at("/understudy/response").asString()).isEqualTo("Grüß Gott 🎭");
        var heads = new HashSet<String>();
        for (var chunk : stream.chunks()) {
            heads.add(chunk.path("id") + " " + chunk.path("created") + " " + chunk.path("model"));
            assertThat(chunk.path("object").asString()).isEqualTo("chat.completion.chunk");
            assertThat(chunk.has("error")).isFalse();
            assertThat(chunk.path("choices").isArray()).isTrue();
        }
        assertThat(heads).hasSize(1);
    }

    @Test
    void eventsOfOneTurnArriveAllAndInOrder() throws Exception {
        api.queries.script(play ->
                play.inOneTurn(
                                it -> {
                                    for (int i = 0; i < 500; i++) {
                                        it.event(new ChatEvent.Text(i + " "));
                                    }
                                })
                        .end(ANSWERED));

        var content = SseReading.of(api.ask(STREAMED).body()).content();

        assertThat(content.split(" ")).hasSize(500).startsWith("0", "1").endsWith("499");
    }
}
