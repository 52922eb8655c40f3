package dev.understudy.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerLimitsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 | 30 | 600 | 300 | threshold must be at least 1, got 0
                    1 | 0  | 600 | 300 | cool-down must be positive and at most its cap, got PT0S and PT10M
                    1 | -1 | 600 | 300 | cool-down must be positive
                    1 | 30 | 29  | 300 | at most its cap, got PT30S and PT29S
                    1 | 30 | 600 | 0   | probe lease must be positive
                    """)
    void wrongLimitsAreRefusedWithTheValueFound(
            int threshold, long coolDown, long coolDownMax, long probeLease, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BreakerLimits(
                                threshold,
                                Duration.ofSeconds(coolDown),
                                Duration.ofSeconds(coolDownMax),
                                Duration.ofSeconds(probeLease)))
                .withMessageContaining(message);
    }

    @Test
    void aCoolDownThatDoesNotGrowIsAllowed() {
        var second = Duration.ofSeconds(1);
        assertThat(new BreakerLimits(1, second, second, second).coolDownMax()).isEqualTo(second);
    }
}
