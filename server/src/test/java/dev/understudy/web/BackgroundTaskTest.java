package dev.understudy.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.web.openai.ChatBody;
import dev.understudy.web.openai.ChatBodyReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BackgroundTaskTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static ChatBody asked(String... messages) throws Exception {
        var body = JSON.createObjectNode().put("model", "chat");
        var list = body.putArray("messages");
        for (var message : messages) {
            list.addObject().put("role", "user").put("content", message);
        }
        return new ChatBodyReader(ApiSettings.DEFAULT.chats())
                .read(body.toString().getBytes(UTF_8));
    }

    /** The beginnings are those of Open WebUI 0.9.6, and what 0.12.4 has changed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TITLE | Generate a concise, 3-5 word title with an emoji summarizing the chat history.",
                "TAGS | Generate 1-3 broad tags categorizing the main themes of the chat history",
                "FOLLOW_UPS | Suggest 3-5 relevant follow-up questions or prompts that the user might ask",
                "FOLLOW_UPS | Predict 3-5 useful messages that the user might send next",
                "QUERIES | Analyze the chat history to determine the necessity of generating search queries",
                "AUTOCOMPLETE | You are an autocompletion system. Continue the text in `<text>`",
                "COMPACTION | Summarize the conversation history that will be compacted",
                "IMAGE_PROMPT | Generate a detailed prompt for am image generation task",
                "OTHER | Something that an administrator has written",
            })
    void isKnownByHowItsPromptBegins(BackgroundTask task, String beginning) throws Exception {
        var prompt = "### Task:\n%s\n### Chat History:\n<chat_history>\n".formatted(beginning);
        assertThat(BackgroundTask.of(null, asked(prompt))).contains(task);
    }

    @Test
    void theEmojiOfACallIsKnownToo() throws Exception {
        var prompt =
                "Your task is to reflect the speaker's likely facial expression through a fitting emoji.";
        assertThat(BackgroundTask.of(null, asked(prompt))).contains(BackgroundTask.EMOJI);
    }

    @ParameterizedTest
    @CsvSource({
        "title_generation, TITLE",
        "tags_generation, TAGS",
        "follow_up_generation, FOLLOW_UPS",
        "query_generation, QUERIES",
        "autocomplete_generation, AUTOCOMPLETE",
        "image_prompt_generation, IMAGE_PROMPT",
        "function_calling, TOOL_CHOICE",
        "emoji_generation, EMOJI",
        "context_compaction, COMPACTION",
        "memory_review, MEMORY",
    })
    void isKnownByTheHeaderWhateverItsPrompt(String named, BackgroundTask task) throws Exception {
        assertThat(BackgroundTask.of(named, asked("Schreibe einen Titel.", "Bitte.")))
                .contains(task);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "{{TASK}}", "default", "moa_response_generation", "title"})
    void aPersonsQuestionIsNone(@Nullable String named) throws Exception {
        for (var question :
                new String[] {
                    "Hello", "### Task: mow the lawn", " ### Task:\nGenerate a concise"
                }) {
            assertThat(BackgroundTask.of(named, asked(question))).isEmpty();
        }
    }

    /** The beginning is Open WebUI's (0.12.4) for a question about a file, and the end as well. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "{{TASK}}"})
    void aPersonsQuestionAboutAFileIsNone(@Nullable String named) throws Exception {
        var question =
                """
                ### Task:
                Respond to the user query using the provided context, incorporating citations.

                <context>
                <source id="1" name="notes.txt">The secret word is marmalade.</source>
                </context>

                What is the secret word?
                """;
        assertThat(BackgroundTask.of(named, asked(question))).isEmpty();
    }

    @Test
    void aHeaderThatNamesNoTaskIsBelievedMoreThanThePrompt() throws Exception {
        var prompt = "### Task:\nGenerate a concise title\n### Chat History:\n<chat_history>\n";
        assertThat(BackgroundTask.of("", asked(prompt))).isEmpty();
        assertThat(BackgroundTask.of("{{TASK}}", asked(prompt))).contains(BackgroundTask.TITLE);
    }

    @Test
    void aConversationThatBeginsLikeATaskIsNone() throws Exception {
        assertThat(BackgroundTask.of(null, asked("### Task:\nGenerate a concise title", "Now?")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"EMOJI", "COMPACTION"})
    void itsEmptyAnswerIsAnObject(BackgroundTask task) {
        assertThat(JSON.readTree(task.empty()).isObject()).isTrue();
    }
}
