package dev.understudy.simulation;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Many schedules, one for each seed, on all cores: for the test and for the benchmark. */
public final class Simulation {
    /** Progress is told after so many schedules: often enough for people, too seldom to cost. */
    private static final long TOLD_EVERY = 1_000;

    /** A schedule in which a rule did not hold. */
    public record Failure(long seed, String what) {
        /** What was wrong, and the command that plays this one schedule again. */
        public String described() {
            return "seed %d: %s%nTo replay it: %s".formatted(seed, what, replay());
        }

        /** The command that plays this one schedule again. */
        public String replay() {
            return "./understudy test -pl core -am -Dtest=ScheduleSimulationTest -Dsimulation.seed=%d -Dsimulation.schedules=1 -Dsurefire.failIfNoSpecifiedTests=false"
                    .formatted(seed);
        }
    }

    private Simulation() {}

    /**
     * Runs the schedules of the seeds {@code firstSeed}, {@code firstSeed + 1} and so on, until all
     * have run or one has failed. Which of several failures is returned is left to chance.
     *
     * @param progress told from any thread, now and then, how many have run
     */
    public static Optional<Failure> run(long firstSeed, long count, LongConsumer progress) {
        var ended = new LongAdder();
        var failure = new AtomicReference<@Nullable Failure>();
        boolean _ =
                LongStream.range(firstSeed, firstSeed + count)
                        .parallel()
                        .allMatch(seed -> {
                            var failed = failureOf(seed);
                            if (failed != null) {
                                failure.compareAndSet(null, failed);
                                return false;
                            }
                            ended.increment();
                            if ((seed - firstSeed) % TOLD_EVERY == 0) {
                                progress.accept(ended.sum());
                            }
                            return true;
                        });
        return Optional.ofNullable(failure.get());
    }

    /** What a schedule throws is a rule that did not hold, or a bug; the seed helps with both. */
    private static @Nullable Failure failureOf(long seed) {
        try {
            new Schedule(seed).run();
            return null;
        } catch (AssertionError wrong) {
            return new Failure(seed, String.valueOf(wrong.getMessage()));
        } catch (RuntimeException bug) {
            return new Failure(seed, bug + where(bug));
        }
    }

    private static String where(RuntimeException bug) {
        var frames = bug.getStackTrace();
        return frames.length == 0 ? "" : " at " + frames[0];
    }
}
