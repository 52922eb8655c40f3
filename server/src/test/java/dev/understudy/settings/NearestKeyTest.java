package dev.understudy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {
    @ParameterizedTest
    @CsvSource({
        "MAX_TOKEN, MAX_TOKENS",
        "max_tokens_, MAX_TOKENS",
        "OLLAMA_FALBACK_MODEL, OLLAMA_FALLBACK_MODEL",
        "API_QUOTA_DIALY_LIMIT, API_QUOTA_DAILY_LIMIT",
        "RETRY_DELAY, RETRY_DELAY_SECONDS",
        "idle, IDLE_TIMEOUT_SECONDS",
        "NOTIFY_FALLBACK, NOTIFY_ON_FALLBACK",
        "OPENAI_API_KEY, OPENWEBUI_API_KEY",
        "SOMETHING_ELSE_ALTOGETHER, ''",
        "X, ''"
    })
    void findsWhatWasProbablyMeant(String unknown, String known) {
        assertThat(NearestKey.of(unknown, AllSettings.keys()).orElse("")).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "abc, abc, 0",
        "abc, '', 3",
        "abc, abd, 1",
        "abc, acb, 1",
        "abc, bca, 2",
        "kitten, sitting, 3"
    })
    void countsInsertionsDeletionsReplacementsAndSwaps(String from, String to, int distance) {
        assertThat(NearestKey.distance(from, to)).isEqualTo(distance);
        assertThat(NearestKey.distance(to, from)).isEqualTo(distance);
    }

    @Test
    void doesNotMeasureEndlessKeys() {
        assertThat(NearestKey.of("A".repeat(100_000), AllSettings.keys())).isEmpty();
    }
}
