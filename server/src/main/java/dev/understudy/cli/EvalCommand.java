package dev.understudy.cli;

import dev.understudy.data.evaluation.Answerer;
import dev.understudy.data.evaluation.Evaluation;
import dev.understudy.data.evaluation.GoldenFile;
import dev.understudy.data.evaluation.OfflineAnswerer;
import dev.understudy.data.evaluation.SetResult;
import dev.understudy.data.evaluation.UnreadableSetException;
import dev.understudy.server.LogLines;
import dev.understudy.server.Parts;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.LogLevel;
import dev.understudy.time.SystemTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks questions whose right results are known, and says how many were answered rightly. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = {
            "Ask questions whose right results are known, and say how many were answered rightly.",
            "Exit code 0 where at least 80 of 100 questions to be answered were answered rightly"
                    + " and none wrongly, and 1 otherwise."
        },
        footer = {
            "",
            "A FILE is YAML, one document for each source:",
            "",
            "  name: shop                  # for people",
            "  today: 2026-11-15           # what \"last month\" is relative to",
            "  data: tables                # a CSV, Parquet or JSON file, or a folder,",
            "                              # beside FILE; or setup: shop.sql, a script",
            "  questions:",
            "    - ask: How many orders were there in May 2026?",
            "      sql: SELECT count(*) FROM orders WHERE month = '2026-05'",
            "    - ask: Which two countries have the most customers?",
            "      rows: [[Germany, 32], [France, 17]]",
            "      ordered: true           # in this order; otherwise any",
            "      tolerance: 0.01         # by how much numbers may differ",
            "    - ask: Which customers are happy?",
            "      offline: decline        # without a model it is not to be answered",
            "",
            "A result is right when its rows are the expected ones; it may have more columns."
        })
final class EvalCommand implements Callable<Integer> {
    @Mixin SettingOptions settings = new SettingOptions();

    @Option(names = "--json", description = "One JSON object on standard output, at the end.")
    boolean json;

    @Option(
            names = "--offline",
            description =
                    "Ask the planner alone, without any model. Else the agents are asked, with the"
                            + " configured models; each question takes a place in the quota.")
    boolean offline;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Questions of your own; without one, those that come with the program.")
    @Nullable Path file;

    @Override
    public Integer call() {
        LogLines.start(LogLevel.ERROR);
        if (offline) {
            return evaluated(new OfflineAnswerer());
        }
        try (var parts = Parts.assemble(ServerConfig.of(settings.load()))) {
            return evaluated(new ModelAnswerer(parts));
        }
    }

    private int evaluated(Answerer answerer) {
        var report = new EvalReport(Terminal.ofProcess(), json);
        var results = new ArrayList<SetResult>();
        try {
            for (var set : file == null ? GoldenFile.own() : GoldenFile.of(file)) {
                var result = Evaluation.of(set, answerer, SystemTime.ticker());
                results.add(result);
                report.show(result);
            }
        } catch (UnreadableSetException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
        boolean passed = SetResult.passed(results);
        report.end(List.copyOf(results), passed);
        return passed ? ExitCode.DONE : ExitCode.FAILED;
    }
}
