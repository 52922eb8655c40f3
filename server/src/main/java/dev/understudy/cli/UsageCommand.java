package dev.understudy.cli;

import static dev.understudy.cli.LedgerAnswers.await;

import dev.understudy.output.HistoryCsv;
import dev.understudy.output.HistoryJson;
import dev.understudy.output.UsageJson;
import dev.understudy.quota.KeyLimits;
import dev.understudy.server.LogLines;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.LogLevel;
import dev.understudy.usage.HistoryBy;
import dev.understudy.usage.HistoryView;
import dev.understudy.usage.UsageLedger;
import java.util.Optional;
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

/** Shows what was used, from the ledger of the home; a server may be running on it meanwhile. */
@Command(
        name = "usage",
        mixinStandardHelpOptions = true,
        description = {
            "Show what was used today and in all; with --days day by day too, with --by by name.",
            "A day is a window of the quota."
        })
final class UsageCommand implements Callable<Integer> {
    @Mixin SettingOptions settings = new SettingOptions();

    @Spec @Nullable CommandSpec spec;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "So many days, today the last of them: 1 to 366, by default 30.")
    @Nullable Integer days;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "What was used by each ${COMPLETION-CANDIDATES}, over all the days.")
    @Nullable HistoryBy by;

    @ArgGroup Format format = new Format();

    /** How it is printed; at most one. */
    static final class Format {
        @Option(names = "--json", description = "One JSON object on standard output.")
        boolean json;

        @Option(names = "--csv", description = "The days as CSV on standard output.")
        boolean csv;
    }

    @Override
    public Integer call() throws ExecutionException, InterruptedException, TimeoutException {
        LogLines.start(LogLevel.ERROR);
        var view = view();
        var config = ServerConfig.of(settings.load());
        var keys = LedgerToShow.keys(config);
        try (var ledger = LedgerToShow.of(config)) {
            System.out.print(printed(ledger, view, keys));
        }
        return ExitCode.DONE;
    }

    private HistoryView view() {
        int asked = days == null ? HistoryView.DEFAULT_DAYS : days;
        if (spec != null && !HistoryView.allows(asked)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--days must lie in 1..%d, got %d".formatted(HistoryView.MOST_DAYS, asked));
        }
        return new HistoryView(asked, Optional.ofNullable(by));
    }

    private String printed(UsageLedger ledger, HistoryView view, KeyLimits keys)
            throws ExecutionException, InterruptedException, TimeoutException {
        boolean dayByDay = days != null || by != null;
        if (format.csv) {
            return HistoryCsv.of(await(ledger.history(view)));
        }
        if (format.json) {
            var json =
                    dayByDay
                            ? HistoryJson.of(await(ledger.history(view)))
                            : UsageJson.of(await(ledger.summary(keys)));
            return json.toPrettyString() + "\n";
        }
        var text = new UsageText(Terminal.ofProcess(), Terminal.width());
        var summary = text.of(await(ledger.summary(keys)));
        return dayByDay ? summary + "\n" + text.of(await(ledger.history(view))) : summary;
    }
}
