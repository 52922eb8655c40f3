package dev.understudy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCounterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                     | 0
                    a                      | 1
                    abcd                   | 1
                    abcde                  | 2
                    What is 15% of 850?    | 5
                    ä                      | 1
                    Käse                   | 2
                    Grüße aus Köln         | 6
                    日本語                  | 3
                    日本語 ok               | 4
                    😀                     | 2
                    """)
    void fourAsciiCharactersOrOneOtherAreAToken(String text, int tokens) {
        assertThat(TokenCounter.estimate().count(text)).isEqualTo(tokens);
    }

    @Test
    void aTextNeverCostsLessThanItsBeginning() {
        var counter = TokenCounter.estimate();
        var text = "SELECT sum(total) FROM orders -- Umsätze über alles 日本語\n".repeat(20);
        int before = 0;
        for (int end = 0; end <= text.length(); end++) {
            int tokens = counter.count(text.substring(0, end));
            assertThat(tokens).isGreaterThanOrEqualTo(before);
            before = tokens;
        }
    }
}
