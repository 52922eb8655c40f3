package dev.understudy.cli;

import dev.understudy.notice.Spoken;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Asks a running server how it is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Ask the running server how it and its models are.",
            "Exit code 1 where none answers."
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin SettingOptions settings = new SettingOptions();

    @Mixin ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws InterruptedException {
        var loaded = settings.load();
        var base = server.address(loaded);
        var status = server.client(loaded).get("/api/v1/status");
        System.out.print(server.json ? status.toPrettyString() + "\n" : text(base, status));
        return ExitCode.DONE;
    }

    private static String text(URI base, JsonNode status) {
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
        return text.toString();
    }

    private static String line(JsonNode model) {
        double retryIn = model.path("retry_in_seconds").asDouble();
        var health = model.path("health").asString("");
        return "%-28s %-8s %s%s, %d tokens (%s)"
                .formatted(
                        model.path("id").asString(""),
                        model.path("metered").asBoolean() ? "metered" : "local",
                        inWords(health),
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
}
