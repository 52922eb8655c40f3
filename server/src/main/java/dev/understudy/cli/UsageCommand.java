package dev.understudy.cli;

import dev.understudy.notice.Spoken;
import dev.understudy.server.LogLines;
import dev.understudy.server.Parts;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.LogLevel;
import dev.understudy.usage.UsageSummary;
import dev.understudy.web.openai.UsageJson;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what was used, from the ledger of the home; a server may be running on it meanwhile. */
@Command(
        name = "usage",
        mixinStandardHelpOptions = true,
        description = "Show what was used today and in all.")
final class UsageCommand implements Callable<Integer> {
    @Mixin SettingOptions settings = new SettingOptions();

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Override
    public Integer call() throws ExecutionException, InterruptedException, TimeoutException {
        LogLines.start(LogLevel.ERROR);
        var config = ServerConfig.of(settings.load());
        try (var ledger = Parts.openLedger(config)) {
            var summary = ledger.summary().toCompletableFuture().get(10, TimeUnit.SECONDS);
            System.out.println(json ? UsageJson.of(summary).toPrettyString() : text(summary));
        }
        return ExitCode.DONE;
    }

    private static String text(UsageSummary summary) {
        var quota = summary.quota();
        return String.format(
                Locale.ROOT,
                """
                📊 API Usage Summary
                ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
                Today: %d/%d requests (%.1f%%)
                Remaining: %d requests (until %s)
                Tokens used today: %,d
                Fallback usage: %d times

                Total (all time):
                  Requests: %,d
                  Tokens: %,d\
                """,
                quota.used(),
                quota.limit(),
                100 * quota.percentage(),
                quota.remaining(),
                Spoken.reset(quota),
                summary.tokensToday(),
                summary.fallbackCount(),
                summary.requestsTotal(),
                summary.tokensTotal());
    }
}
