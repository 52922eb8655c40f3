package dev.understudy.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalculatorToolTest {
    private final Tool tool = new CalculatorTool();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    15% of 850               | 15% of 850 = 127.5
                    (3 + 4) * 2              | (3 + 4) * 2 = 14
                    0.1 + 0.2                | 0.1 + 0.2 = 0.3
                    2**10                    | 2**10 = 1024
                    10 / 3                   | 10 / 3 ≈ 3.3333333333
                    sqrt(2)                  | sqrt(2) ≈ 1.4142135624
                    15 percent of 850        | 15% of 850 = 127.5
                    what is 3 plus 4 times 2 | 3 + 4 × 2 = 11
                    """)
    void calculatesWhatModelsWrite(String expression, String result) {
        var given = tool.run("{\"expression\": \"%s\"}".formatted(expression));
        assertThat(given.text()).isEqualTo(result);
        assertThat(given.use()).isEqualTo("calculate " + expression);
        assertThat(given.failed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"expression": "1 / 0"}            | it has no result: division by zero
                    {"expression": "import os"}        | it cannot be read at "import"
                    {"expression": "2 +"}              | it cannot be read
                    {"expression": ""}                 | the argument "expression" is missing
                    {"expression": null}               | the argument "expression" is missing
                    {"expression": ["1", "2"]}         | "expression" must be a text or a number
                    {"expression": "1", "digits": 2}   | there is no argument "digits"; there are expression
                    {}                                 | the argument "expression" is missing
                    []                                 | the arguments must be one JSON object with expression
                    nonsense                           | the arguments are no JSON
                    {"expression": "1"                 | the arguments are no JSON
                    {"expression": "9^9^9^9"}          | it has no result: the numbers get too long
                    """)
    void badArgumentsGiveAnErrorForTheModel(String arguments, String error) {
        var given = tool.run(arguments);
        assertThat(given.text()).startsWith("Error: ").contains(error);
        assertThat(given.failed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "1", "\"\"", "{\"a\":", "\u0000"})
    void nothingThrows(String arguments) {
        assertThat(tool.run(arguments).failed()).as(arguments).isTrue();
    }

    @Test
    void argumentsOfAnyLengthAndDepthAreRefused() {
        var deep = "[".repeat(1_000);
        var longOne = "{\"expression\":\"" + "1+".repeat(5_000) + "1\"}";
        assertThat(tool.run(deep).text()).contains("no JSON");
        assertThat(tool.run(longOne).text()).contains("longer than 4000 characters");
    }

    @Test
    void argumentsInAJsonStringAreRead() {
        assertThat(tool.run("\"{\\\"expression\\\":\\\"2+2\\\"}\"").text()).isEqualTo("2+2 = 4");
    }

    @Test
    void aLongExpressionIsToldShortened() {
        var given = tool.run("{\"expression\":\"" + "1+".repeat(100) + "1\"}");
        assertThat(given.text()).endsWith(" = 101");
        assertThat(given.use()).hasSizeLessThan(60).endsWith("…");
    }
}
