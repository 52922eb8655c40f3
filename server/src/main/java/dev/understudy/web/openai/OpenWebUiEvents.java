package dev.understudy.web.openai;

import dev.understudy.gateway.AgentStep;
import dev.understudy.notice.Notice;
import dev.understudy.notice.NoticeKind;
import dev.understudy.output.Json;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notices as Open WebUI shows them beside an answer. It runs some kinds of events as code, so only
 * these few are ever built, and nothing in them comes from an upstream. Pure functions.
 */
public final class OpenWebUiEvents {
    /** Characters of a status line; more is not shown on one line anyway. */
    private static final int LONGEST_LINE = 200;

    private OpenWebUiEvents() {}

    /** A line above the answer; one that only passes keeps moving until the next line. */
    public static ObjectNode status(Notice notice) {
        var firstLine = notice.text().lines().findFirst().orElse("");
        var title = notice.sign() + " " + notice.title();
        return status(
                firstLine.isEmpty() ? title : title + ": " + firstLine, !notice.passing(), false);
    }

    /** What a team of agents is doing; it stays until the next line, and the last one ends it. */
    public static ObjectNode status(AgentStep step) {
        var firstLine = step.text().lines().findFirst().orElse("");
        var title = step.sign() + " " + step.title();
        return status(
                firstLine.isEmpty() ? title : title + ": " + cut(firstLine),
                step instanceof AgentStep.Answering,
                false);
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }

    /** Takes the line of a passing notice away: the answer has begun. */
    public static ObjectNode workGoesOn() {
        return status("", true, true);
    }

    /** Ends the line of a passing notice or of a step: else it goes on moving above the error. */
    public static ObjectNode workFailed() {
        return status("❌ No answer", true, false);
    }

    private static ObjectNode status(String description, boolean done, boolean hidden) {
        var event = Json.object().put("type", "status");
        var data = event.putObject("data").put("description", description).put("done", done);
        if (hidden) {
            data.put("hidden", true);
        }
        return event;
    }

    /** A message that pops up, for what users should not miss. */
    public static Optional<ObjectNode> notification(Notice notice) {
        return level(notice.kind())
                .map(level -> {
                    var event = Json.object().put("type", "notification");
                    event.putObject("data")
                            .put("type", level)
                            .put("content", notice.title() + ". " + onOneLine(notice));
                    return event;
                });
    }

    private static Optional<String> level(NoticeKind kind) {
        return switch (kind) {
            case PRIMARY_RESTORED -> Optional.of("success");
            case FALLBACK_ENGAGED, QUOTA_WARNING, QUOTA_SPENT -> Optional.of("warning");
            case RETRYING,
                    TURNS_LEFT_OUT,
                    IMAGE_DROPPED,
                    ANSWER_CONTINUED,
                    ANSWER_CUT,
                    ANSWERED_OFFLINE,
                    OFFLINE_DECLINED,
                    LIMIT_REACHED,
                    TOKEN_COUNT ->
                    Optional.empty();
        };
    }

    private static String onOneLine(Notice notice) {
        return notice.text()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.startsWith("- ") ? line.substring(2) : line)
                .collect(Collectors.joining(" "));
    }
}
