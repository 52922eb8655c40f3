package dev.understudy.agent.analysis;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.ResponseFormat;
import dev.understudy.chat.Sampling;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a model for a plan. The whole fits into half of the smallest window that is usual, 8,192
 * tokens, so that it can be answered by any model of the chain. Pure.
 */
final class PlanRequests {
    /** For all sources together. */
    private static final int CATALOGUE_TOKENS = 2_400;

    private static final int EARLIER_TOKENS = 500;

    /** More sources than this cannot be told apart in so few tokens; the first ones are offered. */
    static final int MOST_SOURCES = 6;

    private static final int MOST_QUESTION_CHARS = 3_000;

    private static final JsonMapper JSON = new JsonMapper();

    private PlanRequests() {}

    /**
     * @param before the last try that failed; empty the first time
     */
    static ChatRequest of(
            ChatRequest asked,
            FoundSources sources,
            CatalogueView view,
            LocalDate today,
            Optional<FailedTry> before) {
        var offered = sources.usable().stream().limit(MOST_SOURCES).toList();
        var messages = new ArrayList<ChatMessage>();
        messages.add(ChatMessage.system(system(offered, today)));
        messages.add(ChatMessage.user(question(asked, offered, view)));
        before.ifPresent(it -> {
            messages.add(ChatMessage.assistant(it.reply()));
            messages.add(ChatMessage.user(it.repair().instruction()));
        });
        return new ChatRequest(
                messages,
                Sampling.at(0),
                asked.maxTokens(),
                List.of(),
                new ResponseFormat.JsonBySchema("plan", schema(offered)),
                asked.think());
    }

    private static String task(LocalDate today) {
        return """
        You turn a question about a company's databases into one SQL statement. Today is %s.
        Reply with one JSON object and nothing else:
        {"kind": "sql", "clarify" or "not_data", "source": "…", "sql": "…", "assumption": "…", \
        "message": "…", "chart": "auto", "none", "bar", "line" or "pie"}
        kind "sql": "sql" is one SELECT (or WITH … SELECT) that answers the question. Only \
        tables and columns of the catalogue, spelled as there; short aliases for computed \
        columns; what names a thing beside its numbers; ordered; limited where a number of rows \
        is asked for; no comments, no semicolon, nothing that writes.
        "assumption": where the question can be understood in several ways, choose the most \
        likely one and say here in one sentence how you understood it; else "".
        kind "clarify": only where no choice makes sense; "message" is one short question back. \
        Never ask twice.
        kind "not_data": the catalogue has nothing about it; "message" says in one sentence what \
        is missing.
        "chart": "auto" unless the user asks for a chart, or for none.
        """
                .formatted(named(today));
    }

    private static String system(List<UsableSource> sources, LocalDate today) {
        var rules =
                sources.stream()
                        .map(it -> it.catalogue().dialect())
                        .distinct()
                        .map(it -> it.title() + ": " + DialectRules.of(it))
                        .collect(Collectors.joining("\n"));
        return task(today) + rules + "\n" + Fence.RULE;
    }

    static String named(LocalDate day) {
        return day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + ", " + day;
    }

    private static String question(
            ChatRequest asked, List<UsableSource> sources, CatalogueView view) {
        var question = cut(asked.lastQuestion());
        var text = new StringBuilder();
        for (var source : sources) {
            text.append(
                    "Source \"%s\", %s:\n"
                            .formatted(source.name(), source.catalogue().dialect().title()));
            text.append(
                    Fence.data(
                            "catalogue",
                            view.describe(
                                    source.catalogue(),
                                    question,
                                    CATALOGUE_TOKENS / sources.size())));
            text.append('\n');
        }
        var earlier = EarlierTurns.of(asked.messages(), EARLIER_TOKENS);
        if (!earlier.isEmpty()) {
            text.append("Earlier in this conversation:\n")
                    .append(Fence.data("earlier", earlier))
                    .append('\n');
        }
        return text.append("Question: ").append(question).toString();
    }

    static String cut(String question) {
        return question.length() <= MOST_QUESTION_CHARS
                ? question
                : question.substring(0, MOST_QUESTION_CHARS) + "…";
    }

    private static String schema(List<UsableSource> sources) {
        var names =
                sources.stream()
                        .map(it -> JSON.writeValueAsString(it.name()))
                        .collect(Collectors.joining(","));
        return """
        {"type":"object","properties":{\
        "kind":{"type":"string","enum":["sql","clarify","not_data"]},\
        "source":{"type":"string","enum":[%s]},\
        "sql":{"type":"string"},"assumption":{"type":"string"},\
        "message":{"type":"string"},\
        "chart":{"type":"string","enum":["auto","none","bar","line","pie"]}},\
        "required":["kind","source","sql","assumption","message","chart"],\
        "additionalProperties":false}\
        """
                .formatted(names);
    }
}
