package dev.understudy.benchmarks;

import dev.understudy.benchmarks.ledger.LedgerBenchmark;
import dev.understudy.benchmarks.load.FailoverBenchmark;
import dev.understudy.benchmarks.load.StopsBenchmark;
import dev.understudy.benchmarks.measure.Benchmark;
import dev.understudy.benchmarks.quota.QuotaBenchmark;
import dev.understudy.benchmarks.rules.SimulationBenchmark;
import dev.understudy.server.LogLines;
import dev.understudy.settings.LogLevel;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The benchmarks' entry: lists them, or runs one, or all. */
@Command(
        name = "understudy bench",
        synopsisSubcommandLabel = "NAME",
        header = "Measure, and hold the figures against their goals.",
        footer = {
            "",
            "Exit codes: 0 all goals met, 1 not, 2 wrong use. Each benchmark ends within eight",
            "minutes on two cores. None needs a model or a network."
        })
public final class Main implements Runnable {
    static final int WRONG_USE = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and end.")
    boolean help;

    private Main() {}

    public static void main(String[] arguments) {
        LogLines.start(LogLevel.ERROR);
        System.exit(run(arguments));
    }

    /** Runs one command line. */
    static int run(String... arguments) {
        var commands = new CommandLine(new Main());
        benchmarks().forEach(commands::addSubcommand);
        commands.addSubcommand(new AllBenchmarks());
        return commands.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::wrongUse)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println("understudy bench: " + failure);
                    return Benchmark.NOT_MET;
                })
                .execute(arguments);
    }

    /** In the order in which they are listed, and run by {@code all}; the quick ones first. */
    static List<Benchmark> benchmarks() {
        return List.of(
                new StopsBenchmark(),
                new LedgerBenchmark(),
                new FailoverBenchmark(),
                new QuotaBenchmark(),
                new SimulationBenchmark());
    }

    @Override
    public void run() {
        for (var benchmark : benchmarks()) {
            var spec = new CommandLine(benchmark).getCommandSpec();
            System.out.printf("%-12s %s%n", spec.name(), spec.usageMessage().description()[0]);
        }
        System.out.printf("%-12s %s%n", "all", "Run every one.");
    }

    private static int wrongUse(ParameterException wrong, String[] arguments) {
        var err = wrong.getCommandLine().getErr();
        err.println("understudy bench: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println(
                "There are: "
                        + String.join(", ", names())
                        + ", all. Try 'understudy bench --help'.");
        return WRONG_USE;
    }

    private static List<String> names() {
        return benchmarks().stream().map(it -> new CommandLine(it).getCommandName()).toList();
    }
}
