package dev.understudy.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionLimitsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0  | 2  | 2 | 280 | maxAttempts must be at least 1, got 0
                    -1 | 2  | 2 | 280 | maxAttempts must be at least 1, got -1
                    3  | 2  | 0 | 280 | fallbackAfter must be at least 1, got 0
                    3  | -1 | 2 | 280 | the retry delay cannot be negative
                    3  | 2  | 2 | 0   | time must be positive
                    3  | 2  | 2 | -5  | time must be positive
                    """)
    void wrongLimitsAreRefusedWithTheValueFound(
            int maxAttempts, int retryDelay, int fallbackAfter, int queryTimeout, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ExecutionLimits(
                                maxAttempts,
                                Duration.ofSeconds(retryDelay),
                                fallbackAfter,
                                Duration.ofSeconds(queryTimeout)))
                .withMessageContaining(message);
    }

    @Test
    void aRetryDelayOfZeroIsAllowed() {
        var limits = new ExecutionLimits(1, Duration.ZERO, 1, Duration.ofNanos(1));
        assertThat(limits.retryDelay()).isZero();
    }
}
