package dev.understudy.cli;

import dev.understudy.cli.drill.Rehearsal;
import dev.understudy.cli.drill.Scenario;
import dev.understudy.cli.drill.Scenarios;
import dev.understudy.cli.drill.Verdict;
import dev.understudy.server.LogLines;
import dev.understudy.settings.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays scenarios and says whether what was promised was kept. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Play outages and spent quotas, and show what users would see.",
            "The scenarios run against simulated models, over real sockets, through the real server.",
            "They need no model, no network and no configuration."
        })
final class DrillCommand implements Callable<Integer> {
    @Spec @Nullable CommandSpec spec;

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Option(names = "--list", description = "List the scenarios instead of playing them.")
    boolean list;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Scenarios to play; none, or all: every one.")
    @Nullable List<String> names;

    @Override
    public Integer call() {
        LogLines.start(LogLevel.ERROR);
        var report = new DrillReport(Terminal.ofProcess(), json);
        if (list) {
            report.list(Scenarios.all());
            return ExitCode.DONE;
        }
        boolean passed = true;
        for (var scenario : chosen()) {
            passed &= play(scenario, report);
        }
        report.end();
        return passed ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static boolean play(Scenario scenario, DrillReport report) {
        var verdict = new Verdict();
        report.begin(scenario);
        try (var rehearsal = Rehearsal.open(scenario.used(), scenario.settings())) {
            try {
                scenario.play().on(rehearsal, verdict);
            } finally {
                report.seen(rehearsal.seen());
            }
        } catch (Exception e) {
            verdict.broke(e);
        }
        report.verdict(scenario, verdict);
        return verdict.passed();
    }

    private List<Scenario> chosen() {
        var all = Scenarios.all();
        if (names == null || names.isEmpty() || names.equals(List.of("all"))) {
            return all;
        }
        var chosen = new ArrayList<Scenario>();
        for (var name : names) {
            chosen.add(
                    all.stream()
                            .filter(scenario -> scenario.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> unknown(name, all)));
        }
        return chosen;
    }

    private RuntimeException unknown(String name, List<Scenario> all) {
        var message =
                "no scenario named %s; there are: all, %s"
                        .formatted(
                                name, String.join(", ", all.stream().map(Scenario::name).toList()));
        return spec == null
                ? new CommandFailure(message)
                : new ParameterException(spec.commandLine(), message);
    }
}
