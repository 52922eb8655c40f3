package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Sampling;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    private static String whose(String user, String key) {
        var request = ChatRequest.of(List.of(ChatMessage.user("Hello")), Sampling.at(0.3), 100);
        return new Query("id", "chat", user, "chat-1", true, true, request, key, 0).whose();
    }

    @ParameterizedTest
    @CsvSource({
        "ada, '', ada",
        "ada, open-webui, ada (key open-webui)",
        "nightly, nightly, nightly",
        "anybody, '', anybody"
    })
    void theLogSaysWhoAskedAndWithWhichKey(String user, String key, String whose) {
        assertThat(whose(user, key)).isEqualTo(whose);
    }

    @Test
    void aNameCannotAddALineOrGrowWithoutBound() {
        assertThat(whose("ada\n2026-11-26 ERROR \u001b[31m\u202e", ""))
                .isEqualTo("ada 2026-11-26 ERROR  [31m ");
        assertThat(whose("x".repeat(5_000), "")).hasSize(100).endsWith("…");
    }
}
