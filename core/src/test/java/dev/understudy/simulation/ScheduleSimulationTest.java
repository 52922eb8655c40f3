package dev.understudy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Random schedules against the rules that must hold in all of them: attempts within the limit, one
 * outcome for each query, the deadline kept, the quota never overrun, the primary used again within
 * its cool-down after it healed, each notice told once.
 *
 * <p>{@code -Dsimulation.seed=N} begins with that seed, {@code -Dsimulation.schedules=N} says how
 * many; a failure names its seed and the command that replays it.
 */
class ScheduleSimulationTest {
    @Test
    void theRulesHoldInEverySchedule() {
        long schedules = Long.getLong("simulation.schedules", 100_000);
        long first =
                Long.getLong("simulation.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        System.out.printf("%d schedules from seed %d%n", schedules, first);
        assertThat(Simulation.run(first, schedules, _ -> {}).map(Simulation.Failure::described))
                .isEmpty();
    }
}
