package dev.understudy.agent.analysis;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Role;
import dev.understudy.chat.Sampling;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Asks a model to say in words what the rows say. Pure. */
final class ProseRequests {
    /** What the client's own instructions may take: manner and language, no more. */
    private static final int MOST_MANNER_CHARS = 1_000;

    private ProseRequests() {}

    static ChatRequest of(ChatRequest asked, FoundRows found, LocalDate today) {
        var messages =
                List.of(
                        ChatMessage.system(task(today) + Fence.RULE + manner(asked.messages())),
                        ChatMessage.user(result(asked, found)));
        return ChatRequest.of(
                        messages, Sampling.at(asked.sampling().temperature()), asked.maxTokens())
                .withMaxTokensInAll(asked.maxTokensInAll());
    }

    /** The same again, after a prose with numbers that are in no row. */
    static ChatRequest again(ChatRequest first, String prose, List<String> wrong) {
        var messages = new ArrayList<>(first.messages());
        messages.add(ChatMessage.assistant(prose));
        messages.add(
                ChatMessage.user(
                        "These are wrong, since the rows do not say them: %s. Answer the question again, with what stands in the rows only."
                                .formatted(String.join(", ", wrong))));
        return first.withMessages(messages);
    }

    private static String task(LocalDate today) {
        return """
        You tell a user what a database query found. Today is %s.
        Answer the question in one to four short sentences, in the language of the question.
        State only numbers that stand in the rows, with the same digits or rounded. Compute \
        nothing, guess nothing, and explain no causes: the rows do not tell them.
        The user sees the whole table below your text: no table, no list of all rows, no SQL, \
        no code, no links.
        """
                .formatted(PlanRequests.named(today));
    }

    private static String manner(List<ChatMessage> messages) {
        var clients =
                messages.stream()
                        .filter(it -> it.role() == Role.SYSTEM)
                        .map(ChatMessage::text)
                        .filter(it -> !it.isBlank())
                        .collect(Collectors.joining("\n"));
        return clients.isEmpty()
                ? ""
                : "\nIn your manner of speaking follow this too:\n"
                        + clients.substring(0, Math.min(clients.length(), MOST_MANNER_CHARS));
    }

    private static String result(ChatRequest asked, FoundRows found) {
        var excerpt = RowsExcerpt.of(found.table());
        int rows = found.table().rows().size();
        var extent =
                excerpt.rows() == rows
                        ? "%d rows, all of them".formatted(rows)
                        : "the first %d of %d rows".formatted(excerpt.rows(), rows);
        var cut =
                switch (found.table().truncation()) {
                    case NONE -> "";
                    case ROWS, BYTES -> "; the database has more, which nobody fetched";
                };
        var understood =
                found.assumption().isEmpty() ? "" : "Understood as: " + found.assumption() + "\n";
        return """
        Question: %s
        %sSQL that was run on "%s":
        %s
        Result (%s%s):
        %s\
        """
                .formatted(
                        PlanRequests.cut(asked.lastQuestion()),
                        understood,
                        found.source(),
                        Fence.data("sql", found.sql()),
                        extent,
                        cut,
                        Fence.data("rows", excerpt.text()));
    }
}
