package dev.understudy.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.benchmarks.measure.Benchmark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    @Test
    void withoutANameTheyAreListed() {
        assertThat(Main.run(new String[0])).isEqualTo(Benchmark.MET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing-of-this-name",
                "simulation --schedules 0",
                "simulation --schedules many",
                "stops --stops 1",
                "ledger --rounds 0",
                "ledger --old 1",
                "failover --no-such-option",
            })
    void wrongUseEndsWithTwo(String line) {
        assertThat(Main.run(line.split(" "))).isEqualTo(Main.WRONG_USE);
    }

    @Test
    void metGoalsEndWithZero() {
        assertThat(Main.run("simulation", "--schedules", "200", "--seed", "1", "--json"))
                .isEqualTo(Benchmark.MET);
    }

    @Test
    void eachHasAHelpThatSaysWhatItMeasures() {
        for (var benchmark : Main.benchmarks()) {
            var command = new CommandLine(benchmark);

            assertThat(command.getUsageMessage().replaceAll("\\s+", " "))
                    .contains(command.getCommandName(), "--json")
                    .contains(command.getCommandSpec().usageMessage().description()[0]);
        }
    }
}
