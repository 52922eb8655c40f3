package dev.understudy.cli;

import static dev.understudy.cli.Terminal.harmless;

import dev.understudy.usage.AttemptEnd;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One query and its trail as lines for people: when, what, why. */
final class Timeline {
    private final Terminal terminal;

    Timeline(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * @param query as {@code GET /api/v1/queries/{id}} has it
     */
    void print(JsonNode query) {
        terminal.line(
                "%s %s: %s%s"
                        .formatted(
                                terminal.bold("Query"),
                                text(query, "query_id"),
                                outcome(text(query, "outcome")),
                                query.path("model").isString()
                                        ? " by " + text(query, "model")
                                        : ""));
        terminal.line(
                "%s for %s, from %s, %d ms, %s, %s"
                        .formatted(
                                text(query, "route"),
                                text(query, "user"),
                                text(query, "started_at"),
                                query.path("duration_ms").asLong(0),
                                counted(query.path("attempts").asLong(0), "attempt"),
                                tokens(query.path("usage"))));
        if (query.path("trail").isEmpty()) {
            terminal.line("It was recorded before trails were kept.");
        }
        for (var entry : query.path("trail")) {
            terminal.line(
                    "%s  %s"
                            .formatted(
                                    terminal.dim(
                                            String.format(
                                                    Locale.ROOT,
                                                    "%8d ms",
                                                    entry.path("ms").asLong(0))),
                                    told(entry)));
        }
    }

    private String outcome(String outcome) {
        return switch (outcome) {
            case "failed", "refused", "quota_spent" -> terminal.red(outcome);
            default -> terminal.green(outcome);
        };
    }

    private String told(JsonNode entry) {
        var model = text(entry, "model");
        long attempt = entry.path("attempt").asLong(0);
        return switch (text(entry, "kind")) {
            case "attempt_began" ->
                    "attempt %d on %s%s"
                            .formatted(
                                    attempt,
                                    model,
                                    entry.path("metered").asBoolean(false) ? " (metered)" : "");
            case "attempt_ended" ->
                    "attempt %d ended: %s, %s"
                            .formatted(attempt, result(text(entry, "result")), tokens(entry));
            case "waiting" ->
                    "waits %d ms before %s is asked again: %s"
                            .formatted(
                                    entry.path("wait_ms").asLong(0),
                                    model,
                                    text(entry, "why").equals("retry_after")
                                            ? "its server asked for that"
                                            : "so that it can recover");
            case "passed_over" -> "%s is passed over: %s".formatted(model, obstacle(entry));
            case "adapted" ->
                    "sent to %s again without %s, which it cannot do"
                            .formatted(
                                    model,
                                    entry.path("without")
                                            .valueStream()
                                            .map(it -> harmless(it.asString("")))
                                            .collect(Collectors.joining(", ")));
            case "trimmed" ->
                    "too long for %s: sent again without the oldest %s"
                            .formatted(model, counted(entry.path("turns").asLong(0), "turn"));
            case "turns_left_out" ->
                    "the oldest %s did not fit into %s"
                            .formatted(counted(entry.path("turns").asLong(0), "turn"), model);
            case "rescued" -> model + " goes on with the text that is there";
            case "continued" -> model + " continues the answer that its length had cut";
            case "team_step" -> step(entry);
            case "left_out" ->
                    counted(entry.path("entries").asLong(0), "entry", "entries") + " left out";
            case "stopped" -> {
                var why = text(entry, "why");
                yield "ended: %s%s"
                        .formatted(
                                outcome(text(entry, "outcome")),
                                why.isEmpty() ? "" : " (" + spoken(why) + ")");
            }
            default -> spoken(text(entry, "kind"));
        };
    }

    private String result(String result) {
        return result.equals(AttemptEnd.OK) ? terminal.green(result) : terminal.red(result);
    }

    private static String obstacle(JsonNode entry) {
        return switch (text(entry, "why")) {
            case "breaker_open" ->
                    "it is failing; asked again in %d ms"
                            .formatted(entry.path("retry_in_ms").asLong(0));
            case "taken_out" -> "the operator took it out";
            case "quota_spent" -> "the quota is spent";
            case "ledger_unusable" -> "the ledger cannot count";
            default -> spoken(text(entry, "why"));
        };
    }

    private static String step(JsonNode entry) {
        var step = spoken(text(entry, "step"));
        return entry.has("rows")
                ? "team: %s, %s in %d ms"
                        .formatted(
                                step,
                                counted(entry.path("rows").asLong(0), "row"),
                                entry.path("took_ms").asLong(0))
                : "team: " + step;
    }

    private static String tokens(JsonNode usage) {
        return "%s in, %d out%s"
                .formatted(
                        counted(usage.path("prompt_tokens").asLong(0), "token"),
                        usage.path("completion_tokens").asLong(0),
                        usage.path("estimated").asBoolean(false) ? " (estimated)" : "");
    }

    private static String counted(long number, String one) {
        return counted(number, one, one + "s");
    }

    private static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static String spoken(String wireName) {
        return wireName.replace('_', ' ');
    }

    /** Users choose their own names, and a terminal obeys what it is sent. */
    private static String text(JsonNode json, String name) {
        return harmless(json.path(name).asString("")).replace('\n', ' ');
    }
}
