package dev.understudy.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    private static IdempotencyKey of(String... namesAndValues) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return IdempotencyKey.of(headers);
    }

    @Test
    void aRequestWithoutTheHeaderHasNone() {
        assertThat(of("X-Request-Id", "1")).isEqualTo(new IdempotencyKey.None());
    }

    @Test
    void eitherHeaderGivesIt() {
        var longest = "~".repeat(255);
        for (var key : List.of("!", "stainless-python-retry-7d5c1c7e", longest)) {
            assertThat(of("idempotency-key", key)).isEqualTo(new IdempotencyKey.Given(key));
            assertThat(of("X-Idempotency-Key", key)).isEqualTo(new IdempotencyKey.Given(key));
        }
    }

    @Test
    void bothHeadersMayGiveItIfTheyAgree() {
        assertThat(of("Idempotency-Key", "a", "X-Idempotency-Key", "a"))
                .isEqualTo(new IdempotencyKey.Given("a"));
        assertThat(of("Idempotency-Key", "a", "X-Idempotency-Key", "b"))
                .isInstanceOf(IdempotencyKey.Malformed.class);
        assertThat(of("Idempotency-Key", "a", "Idempotency-Key", "b"))
                .isInstanceOf(IdempotencyKey.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "a\u0001", "a\u007f", "schlüssel", "🎭"})
    void whatIsNotVisibleAsciiIsMalformed(String key) {
        assertThat(of("Idempotency-Key", key)).isInstanceOf(IdempotencyKey.Malformed.class);
    }

    @Test
    void theReasonNamesTheHeaderThatWasSent() {
        var tooLong = "x".repeat(256);
        assertThat(of("Idempotency-Key", tooLong))
                .isEqualTo(
                        new IdempotencyKey.Malformed(
                                "Idempotency-Key",
                                "Idempotency-Key must hold 1 to 255 visible ASCII characters, such as a UUID."));
        assertThat(of("X-Idempotency-Key", tooLong))
                .isEqualTo(
                        new IdempotencyKey.Malformed(
                                "X-Idempotency-Key",
                                "X-Idempotency-Key must hold 1 to 255 visible ASCII characters, such as a UUID."));
    }
}
