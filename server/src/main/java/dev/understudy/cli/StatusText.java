package dev.understudy.cli;

import dev.understudy.notice.Spoken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How a server and its models are, for a person at a terminal. */
final class StatusText {
    /** What fits on a screen beside the models; the server keeps more. */
    private static final int MOST_ALERTS = 5;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    private StatusText() {}

    /** What {@code /api/v1/status} of the server at {@code base} said. */
    static String of(URI base, JsonNode status) {
        var text = new StringBuilder();
        text.append(
                "Understudy %s at %s, up for %s, %s, %d queries running%n"
                        .formatted(
                                status.path("version").asString(""),
                                base,
                                Spoken.duration(
                                        Duration.ofSeconds(status.path("uptime_seconds").asLong())),
                                status.path("ready").asBoolean() ? "ready" : "NOT ready",
                                status.path("running_queries").asInt()));
        var quota = status.path("quota_status");
        if (quota.isObject()) {
            text.append(
                    "Quota: %d/%d requests used%n"
                            .formatted(quota.path("used").asLong(), quota.path("limit").asLong()));
        }
        if (!status.path("ledger_usable").asBoolean(true)) {
            text.append(
                    "The ledger cannot count: metered models are not asked. See the log.%n"
                            .formatted());
        }
        text.append("Models, in the order they are asked:%n".formatted());
        for (var model : status.path("models")) {
            text.append("  %s%n".formatted(line(model)));
        }
        if (!status.path("sources").isEmpty()) {
            text.append("Sources of data:%n".formatted());
        }
        for (var source : status.path("sources")) {
            var detail = source.path("detail").asString("");
            text.append(
                    "  %-28s %-11s %s%s%n"
                            .formatted(
                                    source.path("name").asString(""),
                                    source.path("dialect").asString(""),
                                    source.path("state").asString(""),
                                    detail.isEmpty() ? "" : ": " + detail));
        }
        appendAlerts(text, status.path("alerts"));
        return text.toString();
    }

    private static void appendAlerts(StringBuilder text, JsonNode alerts) {
        if (alerts.isEmpty()) {
            return;
        }
        text.append("Alerts, the newest first:%n".formatted());
        for (int i = 0; i < Math.min(alerts.size(), MOST_ALERTS); i++) {
            var alert = alerts.get(i);
            text.append(
                    "  %s  %s%n"
                            .formatted(
                                    when(alert.path("since").asString("")),
                                    Terminal.harmless(alert.path("title").asString(""))));
        }
        if (alerts.size() > MOST_ALERTS) {
            text.append(
                    "  and %d before these (--json shows them)%n"
                            .formatted(alerts.size() - MOST_ALERTS));
        }
    }

    private static String when(String since) {
        try {
            return TIME.format(Instant.parse(since));
        } catch (DateTimeParseException _) {
            return since;
        }
    }

    private static String line(JsonNode model) {
        double retryIn = model.path("retry_in_seconds").asDouble();
        var health = model.path("health").asString("");
        return "%-28s %-8s %s%s%s, %d tokens (%s)"
                .formatted(
                        model.path("id").asString(""),
                        model.path("metered").asBoolean() ? "metered" : "local",
                        inWords(health),
                        why(health, model.path("last_failure").asString("")),
                        retryIn > 0 ? ", asked again in %.0f s".formatted(retryIn) : "",
                        model.path("context_window").asInt(0),
                        model.path("context_window_origin").asString("unknown"));
    }

    /** The breaker's terms read the wrong way round to whoever does not know them. */
    private static String inWords(String health) {
        return switch (health) {
            case "closed" -> "well";
            case "open" -> "failing";
            case "half-open" -> "being probed";
            case "taken-out" -> "taken out by the operator";
            default -> health;
        };
    }

    /** A model that is well, or was taken out on purpose, needs no reason. */
    private static String why(String health, String lastFailure) {
        boolean failing = health.equals("open") || health.equals("half-open");
        return failing && !lastFailure.isEmpty() ? ": " + Terminal.harmless(lastFailure) : "";
    }
}
