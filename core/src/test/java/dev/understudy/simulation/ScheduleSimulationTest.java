package dev.understudy.simulation;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random schedules against the rules that must hold in all of them: attempts within the limit, one
 * outcome for each query, the deadline kept, the quota never overrun, the primary used again within
 * its cool-down after it healed, each notice told once.
 *
 * <p>{@code -Dsimulation.seed=N} begins with that seed, {@code -Dsimulation.schedules=N} says how
 * many; a failure names its seed, so {@code -Dsimulation.seed=SEED -Dsimulation.schedules=1}
 * replays it.
 */
class ScheduleSimulationTest {
    @Test
    void theRulesHoldInEverySchedule() {
        long schedules = Long.getLong("simulation.schedules", 100_000);
        long first =
                Long.getLong("simulation.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        System.out.printf("%d schedules from seed %d%n", schedules, first);
        LongStream.range(first, first + schedules)
                .parallel()
                .forEach(seed -> new Schedule(seed).run());
    }
}
