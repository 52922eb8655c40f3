package dev.understudy.web.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatRequest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatBodyReaderTest {
    private static final ChatBodyReader READER =
            new ChatBodyReader(new ChatDefaults(0.3, 8_000, Set.of()));

    private static ChatRequest read(String fields) {
        var body = "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}],%s}".formatted(fields);
        return READER.read(body.getBytes(StandardCharsets.UTF_8)).request();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "n":1                                          | 8000 | 2147483647
                    "max_tokens":null                              | 8000 | 2147483647
                    "max_tokens":-1                                | 8000 | 2147483647
                    "max_tokens":-2                                | 8000 | 2147483647
                    "max_tokens":50                                | 50   | 50
                    "max_tokens":9000                              | 8000 | 9000
                    "max_completion_tokens":7,"max_tokens":50      | 7    | 7
                    "max_completion_tokens":-1,"max_tokens":50     | 50   | 50
                    """)
    void theLongestAnswerIsAsSaidOrUnlimited(String fields, int piece, int inAll) {
        assertThat(read(fields).maxTokens()).isEqualTo(piece);
        assertThat(read(fields).maxTokensInAll()).isEqualTo(inAll);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            textBlock =
                    """
                    "n":1                                  | -
                    "reasoning_effort":""                  | -
                    "reasoning_effort":"high"              | high
                    "reasoning_effort":"none"              | false
                    "reasoning_effort":"low","think":true  | true
                    """)
    void anEmptyEffortIsNone(String fields, @Nullable String think) {
        assertThat(read(fields).think()).isEqualTo(think);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "n":1                                                             | 1 | false
                    "tool_choice":"required"                                          | 1 | true
                    "tool_choice":"auto"                                              | 1 | false
                    "tool_choice":"none"                                              | 0 | false
                    "tool_choice":{"type":"function","function":{"name":"t"}}         | 1 | true
                    """)
    void aToolChoiceSaysWhichToolsAndWhetherOneMustBeCalled(
            String fields, int tools, boolean required) {
        var asked =
                read(fields + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"t\"}}]");

        assertThat(asked.tools()).hasSize(tools);
        assertThat(asked.toolRequired()).isEqualTo(required);
    }
}
