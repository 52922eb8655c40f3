package dev.understudy.cli;

import dev.understudy.cli.drill.Drill;
import dev.understudy.cli.drill.DrillChoice;
import dev.understudy.cli.drill.DrillRun;
import dev.understudy.cli.drill.Scenarios;
import dev.understudy.cli.drill.matrix.Matrix;
import dev.understudy.server.LogLines;
import dev.understudy.settings.LogLevel;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays drills and says whether what was promised was kept. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Play outages and spent quotas, and show what users would see.",
            "Scenarios are stories; the matrix is every kind of failure, at every place of an answer.",
            "All run against simulated models, over real sockets, through the real server.",
            "They need no model, no network and no configuration."
        })
final class DrillCommand implements Callable<Integer> {
    @Spec @Nullable CommandSpec spec;

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Option(names = "--list", description = "List the drills instead of playing them.")
    boolean list;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = {
                "What to play; nothing: every scenario; all: the matrix as well; matrix: that alone.",
                "A part of it by its beginning (matrix/reset) or a pattern (matrix/*/after*)."
            })
    List<String> names = List.of();

    @Override
    public Integer call() throws InterruptedException {
        LogLines.start(LogLevel.ERROR);
        var report = new DrillReport(Terminal.ofProcess(), json);
        var choice = new DrillChoice(Scenarios.all(), Matrix.all());
        if (list) {
            report.list(names.isEmpty() ? choice.all() : chosen(choice));
            return ExitCode.DONE;
        }
        DrillRun.play(chosen(choice), report::begin, report::ended);
        return report.end() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<Drill> chosen(DrillChoice choice) {
        try {
            return choice.chosen(names);
        } catch (IllegalArgumentException e) {
            var message = String.valueOf(e.getMessage());
            throw spec == null
                    ? new CommandFailure(message)
                    : new ParameterException(spec.commandLine(), message);
        }
    }
}
