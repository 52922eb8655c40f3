package dev.understudy.agent.analysis;

import dev.understudy.data.result.ChartWish;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads a model's plan, also from a reply that does not keep to its form. Pure. */
final class PlanReader {
    /** A longer statement is no answer to a question; the guard has a bound of its own. */
    private static final int MOST_SQL_CHARS = 20_000;

    private static final int MOST_TEXT_CHARS = 600;

    /** Of a reply, thoughts included; a plan is some hundred characters. */
    private static final int MOST_READ = 100_000;

    private static final String FENCE = "```";

    /** A statement in a block of its own, without any JSON. */
    private static final Pattern BLOCK =
            Pattern.compile(
                    "```++\\s*+(?:(?!(?i:select|with)\\b)\\w++)?+\\s*+((?i:select|with)\\b[^`]*+)```");

    private PlanReader() {}

    static Plan read(String reply) {
        var text = withoutThoughts(reply.substring(0, Math.min(reply.length(), MOST_READ)));
        return JsonInText.object(text)
                .map(PlanReader::plan)
                .or(() -> block(text))
                .orElseGet(() ->
                        new Plan.Unreadable(
                                text.isBlank()
                                        ? "The reply was empty."
                                        : "The reply holds no complete JSON object."));
    }

    /** Some models write their thoughts into the reply. */
    private static String withoutThoughts(String reply) {
        int end = reply.lastIndexOf("</think>");
        return end < 0 ? reply : reply.substring(end + "</think>".length());
    }

    private static Optional<Plan> block(String text) {
        var block = BLOCK.matcher(text);
        return block.find()
                ? Optional.of(sql("", block.group(1), "", ChartWish.AUTO))
                : Optional.empty();
    }

    private static Plan plan(JsonNode json) {
        var message = text(json, "message");
        return switch (text(json, "kind").toLowerCase(Locale.ROOT)) {
            case "clarify" ->
                    message.isEmpty()
                            ? new Plan.Unreadable(
                                    "\"kind\" is \"clarify\", but \"message\" is empty.")
                            : new Plan.Clarify(message);
            case "not_data" -> new Plan.NotData(message);
            case "sql", "" ->
                    sql(
                            text(json, "source"),
                            json.path("sql").asString(""),
                            text(json, "assumption"),
                            chart(text(json, "chart")));
            default ->
                    new Plan.Unreadable("\"kind\" must be \"sql\", \"clarify\" or \"not_data\".");
        };
    }

    private static Plan sql(String source, String sql, String assumption, ChartWish chart) {
        var bare = withoutFence(sql.strip());
        if (bare.isEmpty()) {
            return new Plan.Unreadable("\"sql\" is empty.");
        }
        return bare.length() > MOST_SQL_CHARS
                ? new Plan.Unreadable(
                        "\"sql\" is longer than %d characters.".formatted(MOST_SQL_CHARS))
                : new Plan.Sql(source, bare, assumption, chart);
    }

    private static String withoutFence(String sql) {
        var bare = sql;
        if (bare.startsWith(FENCE)) {
            int line = bare.indexOf('\n');
            bare = line < 0 ? "" : bare.substring(line + 1);
        }
        while (bare.endsWith("`")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        return bare.strip();
    }

    private static ChartWish chart(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "none" -> ChartWish.NONE;
            case "bar" -> ChartWish.BAR;
            case "line" -> ChartWish.LINE;
            case "pie" -> ChartWish.PIE;
            default -> ChartWish.AUTO;
        };
    }

    private static String text(JsonNode json, String field) {
        var text = json.path(field).asString("").strip();
        return text.length() <= MOST_TEXT_CHARS ? text : text.substring(0, MOST_TEXT_CHARS) + "…";
    }
}
