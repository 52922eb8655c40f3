package dev.understudy.cli;

import dev.understudy.notice.Spoken;
import dev.understudy.settings.IdentitySettings;
import dev.understudy.settings.Secret;
import dev.understudy.settings.ServerSettings;
import dev.understudy.settings.Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running server how it is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Ask the running server how it and its models are.",
            "Exit code 1 where none answers."
        })
final class StatusCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin SettingOptions settings = new SettingOptions();

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = ServerUrl.class,
            description = "The server; default: the configured host and port on this machine.")
    @Nullable URI url;

    @Override
    public Integer call() throws InterruptedException {
        var loaded = settings.load();
        var base = url == null ? configured(loaded) : url;
        var status = ask(base, "/api/v1/status", loaded);
        System.out.print(json ? status.toPrettyString() + "\n" : text(base, status));
        return ExitCode.DONE;
    }

    static URI configured(Settings loaded) {
        var host = loaded.get(ServerSettings.MCP_SERVER_HOST);
        var reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create(
                "http://%s:%d"
                        .formatted(
                                reachable.contains(":") ? "[" + reachable + "]" : reachable,
                                loaded.get(ServerSettings.MCP_SERVER_PORT)));
    }

    /** Asks a running server; what it answers other than 200 is a failure that says why. */
    static JsonNode ask(URI base, String path, Settings loaded) throws InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        loaded.get(IdentitySettings.OPENWEBUI_API_KEY)
                .map(Secret::reveal)
                .ifPresent(key -> request.header("Authorization", "Bearer " + key));
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var body = new JsonMapper().readTree(response.body());
            if (response.statusCode() != 200) {
                throw new CommandFailure(
                        "the server at %s answers HTTP %d: %s"
                                .formatted(
                                        base,
                                        response.statusCode(),
                                        body.path("error").path("message").asString("")));
            }
            return body;
        } catch (ConnectException | HttpConnectTimeoutException _) {
            throw new CommandFailure(
                    "no server answers at %s; start one with: understudy serve".formatted(base));
        } catch (IOException e) {
            throw new CommandFailure("the server at %s did not answer: %s".formatted(base, e));
        } catch (JacksonException _) {
            throw new CommandFailure("what answers at %s is no Understudy".formatted(base));
        }
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
