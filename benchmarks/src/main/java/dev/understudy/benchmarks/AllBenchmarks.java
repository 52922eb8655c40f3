package dev.understudy.benchmarks;

import dev.understudy.benchmarks.measure.Benchmark;
import dev.understudy.benchmarks.measure.Figure;
import dev.understudy.benchmarks.measure.Report;
import dev.understudy.benchmarks.measure.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every benchmark, one after the other; one that breaks does not keep the others from running. */
@Command(name = "all", description = "Run every one.")
final class AllBenchmarks implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and end.")
    boolean help;

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Override
    public Integer call() {
        var results = new ArrayList<Result>();
        if (!json) {
            System.out.println(Report.machine());
        }
        for (var benchmark : Main.benchmarks()) {
            var name = new CommandLine(benchmark).getCommandName();
            System.err.println(name);
            var result = resultOf(benchmark, name);
            results.add(result);
            if (!json) {
                System.out.println(Report.table(result));
            }
        }
        if (json) {
            System.out.println(Report.json(results).toPrettyString());
        }
        return results.stream().allMatch(Result::passed) ? Benchmark.MET : Benchmark.NOT_MET;
    }

    private static Result resultOf(Benchmark benchmark, String name) {
        try {
            return benchmark.run();
        } catch (Exception e) {
            var broke = Figure.none("could not be run to its end", 1);
            return new Result(name, List.of(broke), List.of(e.toString()), List.of());
        }
    }
}
