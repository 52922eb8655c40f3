package dev.understudy.context;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.Image;
import dev.understudy.chat.Role;
import dev.understudy.chat.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTrimmerTest {
    /** One token for each character, so that with the four around it a message of six costs ten. */
    private final HistoryTrimmer trimmer = new HistoryTrimmer(String::length);

    /**
     * Reads {@code s u1 a1 c1 t1}: system, user, assistant, an assistant that calls the tool 1, the
     * tool's result. Each costs ten tokens.
     */
    private static List<ChatMessage> messages(String words) {
        return Stream.of(words.split(" ", -1)).map(HistoryTrimmerTest::message).toList();
    }

    private static ChatMessage message(String word) {
        var text = (word + "......").substring(0, 6);
        var id = word.substring(1);
        return switch (word.charAt(0)) {
            case 's' -> ChatMessage.system(text);
            case 'u' -> ChatMessage.user(text);
            case 'a' -> ChatMessage.assistant(text);
            case 't' -> ChatMessage.tool(id, text);
            case 'c' ->
                    new ChatMessage(
                            Role.ASSISTANT,
                            "",
                            List.of(),
                            List.of(new ToolCall(id, ("c" + id + "..").substring(0, 4), "{}")),
                            null);
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static String words(List<ChatMessage> messages) {
        return messages.stream()
                .map(message ->
                        message.toolCalls().isEmpty()
                                ? message.text()
                                : message.toolCalls().getFirst().name())
                .map(text -> text.replace(".", ""))
                .collect(joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # messages                | budget | stays                | tokens | left out
                    u1                        | 10     | u1                   | 10     | 0
                    s u1 a1 u2 a2 u3          | 60     | s u1 a1 u2 a2 u3     | 60     | 0
                    # one token too many costs the oldest turn, question and answer
                    s u1 a1 u2 a2 u3          | 59     | s u2 a2 u3           | 40     | 1
                    s u1 a1 u2 a2 u3          | 40     | s u2 a2 u3           | 40     | 1
                    s u1 a1 u2 a2 u3          | 39     | s u3                 | 20     | 2
                    # the system prompt and the last question stay, even where they are too much
                    s u1 a1 u2 a2 u3          | 20     | s u3                 | 20     | 2
                    s u1 a1 u2 a2 u3          | 19     | s u3                 | 20     | 2
                    s u1 a1 u2 a2 u3          | 0      | s u3                 | 20     | 2
                    u1                        | 1      | u1                   | 10     | 0
                    s                         | 1      | s                    | 10     | 0
                    # a tool exchange goes or stays as a whole
                    u1 c1 t1 a1 u2            | 50     | u1 c1 t1 a1 u2       | 50     | 0
                    u1 c1 t1 a1 u2            | 49     | u2                   | 10     | 1
                    u1 c1 t1 c2 t2 a1 u2      | 60     | u2                   | 10     | 1
                    u1 a1 u2 c1 t1            | 40     | u2 c1 t1             | 30     | 1
                    u1 a1 u2 c1 t1            | 10     | u2 c1 t1             | 30     | 1
                    u1 c1 t1 t2 u2            | 40     | u2                   | 10     | 1
                    # system prompts anywhere stay in their place and part nothing
                    s1 u1 s2 a1 u2            | 49     | s1 s2 u2             | 30     | 1
                    u1 c1 s t1 u2             | 49     | s u2                 | 20     | 1
                    u1 a1 u2 c1 s t1          | 59     | u2 c1 s t1           | 40     | 1
                    u1 a1 u2 c1 s t1          | 10     | u2 c1 s t1           | 40     | 1
                    u1 a1 u2 s                | 30     | u2 s                 | 20     | 1
                    u1 a1 s1 u2 s2            | 10     | s1 u2 s2             | 30     | 1
                    # a history that begins with an answer, and questions without one
                    s a0 u1 a1 u2             | 49     | s u1 a1 u2           | 40     | 1
                    u1 u2 u3                  | 29     | u2 u3                | 20     | 1
                    u1 u2 u3                  | 19     | u3                   | 10     | 2
                    # the answer that is to be continued belongs to the last turn
                    u1 a1 u2 a2               | 20     | u2 a2                | 20     | 1
                    """)
    void wholeTurnsAreLeftOutOldestFirst(
            String conversation, int budget, String stays, int tokens, int leftOut) {
        var fitted = trimmer.fit(messages(conversation), budget);
        assertThat(words(fitted.messages())).isEqualTo(stays);
        assertThat(fitted.promptTokens()).isEqualTo(tokens);
        assertThat(fitted.turnsLeftOut()).isEqualTo(leftOut);
    }

    @Test
    void everythingInAMessageCosts() {
        var calls =
                List.of(new ToolCall("id", "sum", "{\"a\":1}"), new ToolCall("id2", "now", "{}"));
        var message =
                new ChatMessage(
                        Role.ASSISTANT,
                        "abc",
                        List.of(new Image("image/png", "AAAA")),
                        calls,
                        null);
        assertThat(trimmer.tokens(message))
                .isEqualTo(
                        HistoryTrimmer.TOKENS_PER_MESSAGE
                                + 3
                                + HistoryTrimmer.TOKENS_PER_IMAGE
                                + (3 + 7)
                                + (3 + 2));
    }

    @Test
    void whateverTheConversationNothingIsPartedAndNothingMoreIsLeftOutThanMustBe() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("HistoryTrimmerTest: -Dseed=" + seed);
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            var conversation = conversation(random);
            int total = conversation.stream().mapToInt(trimmer::tokens).sum();
            int budget = random.nextInt(total + 20);
            check(conversation, budget, "seed %d, conversation %d".formatted(seed, i));
        }
    }

    private void check(List<ChatMessage> conversation, int budget, String name) {
        var fitted = trimmer.fit(conversation, budget);
        var kept = fitted.messages();
        assertThat(kept).as(name).isSubsetOf(conversation);
        assertThat(conversation.stream().filter(kept::contains)).as(name).isEqualTo(kept);
        assertThat(kept)
                .as(name)
                .containsAll(conversation.stream().filter(m -> m.role() == Role.SYSTEM).toList())
                .contains(
                        conversation.reversed().stream()
                                .filter(m -> m.role() == Role.USER)
                                .findFirst()
                                .orElseThrow());
        assertThat(fitted.promptTokens())
                .as(name)
                .isEqualTo(kept.stream().mapToInt(trimmer::tokens).sum());
        var called = new HashSet<String>();
        var answered = new HashSet<String>();
        for (var message : kept) {
            message.toolCalls().forEach(call -> called.add(call.id()));
            if (message.toolCallId() != null) {
                answered.add(message.toolCallId());
            }
        }
        assertThat(answered).as(name).isEqualTo(called);
        if (fitted.turnsLeftOut() > 0) {
            int oneMore = fitted.promptTokens() + 1;
            assertThat(trimmer.fit(conversation, oneMore).promptTokens())
                    .as(name)
                    .isEqualTo(fitted.promptTokens());
        } else {
            assertThat(kept).as(name).isEqualTo(conversation);
        }
    }

    private static List<ChatMessage> conversation(Random random) {
        var words = new ArrayList<String>();
        int id = 0;
        for (int turn = 0, turns = 1 + random.nextInt(6); turn < turns; turn++) {
            words.add("u" + turn);
            for (int tools = random.nextInt(3); tools > 0; tools--) {
                words.add("c" + id);
                words.add("t" + id++);
            }
            words.add("a" + turn);
        }
        for (int systems = random.nextInt(3); systems > 0; systems--) {
            words.add(random.nextInt(words.size() + 1), "s" + systems);
        }
        return messages(String.join(" ", words));
    }
}
