package dev.understudy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextBudgetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # window | max tokens | prompt | output
                    131072   | 8000       | 123072 | 8000
                    16384    | 8000       | 8384   | 8000
                    16000    | 8000       | 8000   | 8000
                    8192     | 8000       | 4096   | 4096
                    8193     | 8000       | 4097   | 4096
                    256      | 8000       | 128    | 128
                    8192     | 1          | 8191   | 1
                    """)
    void theAnswerGetsWhatWasAskedForButAtMostHalfOfTheWindow(
            int window, int maxTokens, int prompt, int output) {
        assertThat(ContextBudget.of(window, maxTokens))
                .isEqualTo(new ContextBudget(prompt, output));
    }
}
