package dev.understudy.agent.analysis;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.Role;
import dev.understudy.context.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What was asked and answered before, in short: enough to understand "and by month?". Pure. The
 * newest turns are kept where not all fit.
 */
final class EarlierTurns {
    private static final int MOST_CHARS = 400;

    private static final Pattern SQL = Pattern.compile("(`{3,})sql\\n(.*?)\\n\\1", Pattern.DOTALL);

    /** Where an answer's own words end: at its table, its chart or its details. */
    private static final Pattern BEHIND_PROSE = Pattern.compile("(?m)^(?:\\||```|\\*\\*Source:)");

    private EarlierTurns() {}

    /** Oldest first; empty where there was nothing before the last question. */
    static String of(List<ChatMessage> messages, int tokens) {
        var counter = TokenCounter.estimate();
        var lines = new ArrayList<String>();
        int left = tokens;
        for (var message : beforeLastQuestion(messages).reversed()) {
            var line = line(message);
            left -= counter.count(line) + 1;
            if (left < 0) {
                break;
            }
            if (!line.isEmpty()) {
                lines.addFirst(line);
            }
        }
        return String.join("\n", lines);
    }

    private static List<ChatMessage> beforeLastQuestion(List<ChatMessage> messages) {
        for (int last = messages.size() - 1; last >= 0; last--) {
            if (messages.get(last).role() == Role.USER) {
                return messages.subList(0, last);
            }
        }
        return List.of();
    }

    private static String line(ChatMessage message) {
        return switch (message.role()) {
            case USER -> "Asked: " + cut(message.text());
            case ASSISTANT -> answer(message.text());
            case SYSTEM, TOOL -> "";
        };
    }

    private static String answer(String text) {
        var sql = SQL.matcher(text);
        var behind = BEHIND_PROSE.matcher(text);
        var prose = behind.find() ? text.substring(0, behind.start()) : text;
        var answered = prose.isBlank() ? "" : "Answered: " + cut(prose);
        return sql.find()
                ? "SQL that was run: "
                        + oneLine(sql.group(2))
                        + (answered.isEmpty() ? "" : "\n" + answered)
                : answered;
    }

    private static String cut(String text) {
        var line = oneLine(text);
        return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "…";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
