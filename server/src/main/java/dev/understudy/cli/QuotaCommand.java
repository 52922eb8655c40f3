package dev.understudy.cli;

import static dev.understudy.cli.LedgerAnswers.await;

import dev.understudy.output.LimitJson;
import dev.understudy.output.UsageJson;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.LimitChange;
import dev.understudy.quota.LimitChanged;
import dev.understudy.quota.LimitName;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.LimitUnit;
import dev.understudy.server.ConfiguredKeys;
import dev.understudy.server.ConfiguredLedger;
import dev.understudy.server.LogLines;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.LogLevel;
import dev.understudy.settings.Settings;
import dev.understudy.usage.UsageLedger;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows the limits of today, and changes one for today: in the ledger of the home, which running
 * servers count in, or through a server elsewhere.
 */
@Command(
        name = "quota",
        mixinStandardHelpOptions = true,
        description = {
            "Show today's limits, or change one until the window ends.",
            "Servers that are running, all that share the ledger, keep to it at once.",
            "Without --url the ledger of the home is changed, a server need not run.",
            "Exit code 1 where no such limit is configured."
        })
final class QuotaCommand implements Callable<Integer> {
    @Mixin SettingOptions settings = new SettingOptions();

    @Spec @Nullable CommandSpec spec;

    @ArgGroup @Nullable Amount amount;

    @ArgGroup Whose whose = new Whose();

    @Option(names = "--tokens", description = "The limit of tokens instead of that of requests.")
    boolean tokens;

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = ServerUrl.class,
            description = "The server to ask; default: the ledger of the home.")
    @Nullable URI url;

    @Mixin ServerTrust trust = new ServerTrust();

    /** What is to be done with the limit; at most one. */
    static final class Amount {
        @Option(names = "--grant", paramLabel = "N", description = "Add N to the limit.")
        @Nullable Long grant;

        @Option(names = "--limit", paramLabel = "N", description = "Make N the limit.")
        @Nullable Long limit;
    }

    /** Whose limit it is; at most one. */
    static final class Whose {
        @Option(names = "--user", paramLabel = "U", description = "The limit of one user.")
        @Nullable String user;

        @Option(names = "--key", paramLabel = "K", description = "That of the API key named K.")
        @Nullable String key;

        @Option(names = "--model", paramLabel = "M", description = "That of one model.")
        @Nullable String model;

        LimitName limit(LimitUnit unit) {
            if (user != null) {
                return new LimitName(LimitScope.USER, user, unit);
            }
            if (key != null) {
                return new LimitName(LimitScope.KEY, key, unit);
            }
            return model != null
                    ? new LimitName(LimitScope.MODEL, model, unit)
                    : new LimitName(LimitScope.GLOBAL, "", unit);
        }

        boolean given() {
            return user != null || key != null || model != null;
        }
    }

    @Override
    public Integer call() throws ExecutionException, InterruptedException, TimeoutException {
        LogLines.start(LogLevel.ERROR);
        var change = change();
        var loaded = settings.load();
        var told =
                url == null
                        ? atLedger(loaded, change)
                        : atServer(trust.client(url, loaded), change);
        System.out.print(json ? told.toPrettyString() + "\n" : QuotaText.of(told));
        return ExitCode.DONE;
    }

    /** Null where the limits are only to be shown. */
    private @Nullable LimitChange change() {
        if (amount == null) {
            if (whose.given() || tokens) {
                throw wrong("say what is to be done with this limit: --grant N or --limit N");
            }
            return null;
        }
        var by = "%s (command line)".formatted(System.getProperty("user.name", "somebody"));
        try {
            var limit = whose.limit(tokens ? LimitUnit.TOKENS : LimitUnit.REQUESTS);
            return amount.grant != null
                    ? new LimitChange(limit, amount.grant, true, by)
                    : new LimitChange(limit, amount.limit == null ? 0 : amount.limit, false, by);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private RuntimeException wrong(String message) {
        return spec == null
                ? new CommandFailure(message)
                : new ParameterException(spec.commandLine(), message);
    }

    private static JsonNode atServer(ServerClient server, @Nullable LimitChange change)
            throws InterruptedException {
        return change == null
                ? server.get("/api/v1/quota")
                : server.post("/api/v1/quota", body(change));
    }

    private static ObjectNode body(LimitChange change) {
        var limit = change.limit();
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("scope", limit.scope().wireName())
                        .put("unit", limit.unit().wireName())
                        .put(change.grant() ? "grant" : "limit", change.amount());
        return limit.name().isEmpty() ? body : body.put("name", limit.name());
    }

    private static JsonNode atLedger(Settings loaded, @Nullable LimitChange change)
            throws ExecutionException, InterruptedException, TimeoutException {
        var config = ServerConfig.of(loaded);
        if (change == null) {
            var keys = LedgerToShow.keys(config);
            try (var ledger = LedgerToShow.of(config)) {
                return UsageJson.limits(await(ledger.summary(keys)));
            }
        }
        var keys = ConfiguredKeys.limits(loaded);
        try (var ledger = ConfiguredLedger.openAsServersDo(config)) {
            return changed(ledger, change, keys);
        }
    }

    private static JsonNode changed(UsageLedger ledger, LimitChange change, KeyLimits keys)
            throws ExecutionException, InterruptedException, TimeoutException {
        return switch (await(ledger.change(change, keys))) {
            case LimitChanged.Done(var before, var now) -> LimitJson.of(now).put("before", before);
            case LimitChanged.NoSuchLimit(var limit) ->
                    throw new CommandFailure(
                            "no limit is configured for %s: only one that is can be changed for today (understudy config shows API_QUOTA_…, understudy keys list the keys and their limits)"
                                    .formatted(limit));
            case LimitChanged.TooLarge(var limit, var before) ->
                    throw new CommandFailure(
                            "with this grant the limit of %s would be larger than %d; it is %d and stays so"
                                    .formatted(limit, limit.unit().most(), before));
        };
    }
}
