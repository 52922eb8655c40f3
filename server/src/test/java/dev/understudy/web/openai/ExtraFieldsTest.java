package dev.understudy.web.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraFieldsTest {
    private static final ChatBodyReader READER =
            new ChatBodyReader(
                    new ChatDefaults(0.3, 8_000, Set.of("logit_bias", "min_p", "guided_regex")));

    private static Map<String, String> read(String fields) {
        var body = "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}],%s}".formatted(fields);
        return READER.read(body.getBytes(StandardCharsets.UTF_8)).request().extraFields();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "min_p":0.05,"store":true               | {min_p=0.05}
                    "min_p":null,"guided_regex":"[a-z]+"    | {guided_regex="[a-z]+"}
                    "logit_bias":{"7":-100, "x":[1,{}]}     | {logit_bias={"7":-100,"x":[1,{}]}}
                    "logit_bias":{"7":1e999}                | {logit_bias={"7":"Infinity"}}
                    "options":{"min_p":1}                   | {}
                    """)
    void readsThoseThatSomeModelIsPassed(String fields, String found) {
        assertThat(read(fields)).hasToString(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "min_p":"much"     | min_p must be a number
                    "min_p":{"a":1}    | min_p must be a number
                    """)
    void refusesTheWrongTypeWhereTheTypeIsKnown(String fields, String message) {
        assertThatExceptionOfType(BadBodyException.class)
                .isThrownBy(() -> read(fields))
                .withMessageContaining(message);
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        assertThatExceptionOfType(BadBodyException.class)
                .isThrownBy(() -> read("\"guided_regex\":\"%s\"".formatted("a".repeat(65_535))))
                .withMessage("guided_regex may have at most 65536 characters, got 65537");
        assertThatExceptionOfType(BadBodyException.class)
                .isThrownBy(() -> read("\"logit_bias\":" + "[".repeat(66) + "]".repeat(66)))
                .withMessage("logit_bias is nested deeper than 64");
        assertThat(read("\"logit_bias\":" + "[".repeat(65) + "]".repeat(65))).hasSize(1);
    }
}
