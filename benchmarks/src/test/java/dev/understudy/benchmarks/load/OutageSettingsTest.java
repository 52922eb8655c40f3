package dev.understudy.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "30, 600, 29, 0",
        "30, 600, 30, 1",
        "30, 600, 60, 1",
        "30, 600, 90, 2",
        "30, 600, 209, 2",
        "30, 600, 210, 3",
        "30, 30, 60, 2",
        "2, 2, 9, 4",
        "2, 3, 8, 3",
    })
    void oneProbeForEachCoolDownThatEndsWhichDoublesUpToItsCap(
            int coolDown, int coolDownMax, int outage, int probes) {
        var settings =
                new OutageSettings(
                        2, Duration.ofSeconds(coolDown), Duration.ofSeconds(coolDownMax));

        assertThat(settings.probesWithin(Duration.ofSeconds(outage))).isEqualTo(probes);
    }
}
