package dev.understudy.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatStepTest {
    private static final RepeatLimits LIMITS =
            new RepeatLimits(Duration.ofSeconds(60), 256, 1_000, 32_000, 3);

    @Test
    void underAnUnknownKeyAQueryIsStarted() {
        assertThat(RepeatStep.of(null, hash("a"), LIMITS)).isEqualTo(RepeatStep.START);
    }

    @ParameterizedTest(name = "asked {0}, known {1}, {2} clients, ended {3} ms ago: {4}")
    @CsvSource({
        "a, a, 1, ,      JOIN",
        "a, a, 2, ,      JOIN",
        "a, a, 3, ,      REFUSE_CROWD",
        "a, a, 0, 0,     REPLAY",
        "a, a, 2, 1,     REPLAY",
        "a, a, 3, 1,     REFUSE_CROWD",
        "a, a, 0, 59999, REPLAY",
        "a, a, 0, 60000, START",
        "a, a, 3, 60000, START",
        "a, b, 1, ,      REFUSE_OTHER_BODY",
        "a, b, 3, ,      REFUSE_OTHER_BODY",
        "a, b, 0, 59999, REFUSE_OTHER_BODY",
        "a, b, 0, 60000, START",
    })
    void whatIsKnownDecides(
            String asked,
            String body,
            int clients,
            @Nullable Integer endedMillisAgo,
            RepeatStep expected) {
        var sinceEnd = endedMillisAgo == null ? null : Duration.ofMillis(endedMillisAgo);
        var known = new RepeatStep.Known(hash(body), clients, sinceEnd);

        assertThat(RepeatStep.of(known, hash(asked), LIMITS)).isEqualTo(expected);
    }

    private static BodyHash hash(String body) {
        return BodyHash.of(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBodyIsKnownByItsSha256() {
        assertThat(hash("abc").sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void limitsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new RepeatLimits(Duration.ofSeconds(-1), 1, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RepeatLimits(Duration.ofSeconds(1), 1, 2, 1, 1))
                .hasMessageContaining("bounds of at least 1");
    }
}
