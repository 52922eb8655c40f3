package dev.understudy.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TokenUsageTest {
    @Test
    void countsAddUpAndOneEstimateMakesTheSumAnEstimate() {
        var counted = new TokenUsage(30, 12, false);
        assertThat(counted.totalTokens()).isEqualTo(42);
        assertThat(counted.plus(counted)).isEqualTo(new TokenUsage(60, 24, false));
        assertThat(counted.plus(new TokenUsage(1, 1, true)))
                .isEqualTo(new TokenUsage(31, 13, true));
        assertThat(new TokenUsage(1, 1, true).plus(counted).estimated()).isTrue();
        assertThat(TokenUsage.NONE.plus(counted)).isEqualTo(counted);
    }

    @Test
    void negativeCountsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenUsage(-1, 2, false))
                .withMessage("token counts cannot be negative, got -1 and 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenUsage(0, -1, false));
    }
}
