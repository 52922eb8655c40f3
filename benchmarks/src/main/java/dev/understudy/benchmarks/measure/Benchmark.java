package dev.understudy.benchmarks.measure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One benchmark, which is one command. Its options are its fields, with their defaults. */
public abstract class Benchmark implements Callable<Integer> {
    public static final int MET = 0;
    public static final int NOT_MET = 1;

    /** What the design promises of every benchmark on two cores. */
    private static final Duration LONGEST = Duration.ofMinutes(8);

    @Spec @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and end.")
    boolean help;

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    /** What is wrong with the options; empty where nothing is. */
    protected String wrongUse() {
        return "";
    }

    /** Measures; blocks until all has ended. */
    protected abstract Result measure(Progress progress) throws Exception;

    @Override
    public final Integer call() throws Exception {
        var wrong = wrongUse();
        if (!wrong.isEmpty() && spec != null) {
            throw new ParameterException(spec.commandLine(), wrong);
        }
        var result = run();
        if (json) {
            System.out.println(Report.json(List.of(result)).toPrettyString());
        } else {
            System.out.println(Report.machine());
            System.out.print(Report.table(result));
        }
        return result.passed() ? MET : NOT_MET;
    }

    /**
     * Measures, within the time that a benchmark has.
     *
     * @throws TimeoutException where it takes longer; it goes on until the process ends
     */
    public final Result run() throws Exception {
        var task = new FutureTask<>(() -> measure(new Progress(System.err)));
        Thread.ofPlatform().daemon().name("benchmark").start(task);
        try {
            return task.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            throw new TimeoutException(
                    "the benchmark had not ended after %d minutes".formatted(LONGEST.toMinutes()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
