package dev.understudy.benchmarks.load;

import java.time.Duration;
import java.util.Map;

/**
 * The settings that decide how often a dead primary is asked.
 *
 * @param threshold failures in a row that open its breaker
 * @param coolDown how long it is left alone at first; twice as long after each probe that fails
 * @param coolDownMax where the doubling ends
 */
record OutageSettings(int threshold, Duration coolDown, Duration coolDownMax) {
    /** As the server reads them. */
    Map<String, String> asSettings() {
        return Map.of(
                "FALLBACK_AFTER_ATTEMPTS", String.valueOf(threshold),
                "FALLBACK_COOLDOWN_SECONDS", seconds(coolDown),
                "FALLBACK_COOLDOWN_MAX_SECONDS", seconds(coolDownMax),
                "RETRY_DELAY_SECONDS", "2");
    }

    private static String seconds(Duration time) {
        return String.valueOf(time.toMillis() / 1000.0);
    }

    /** How many cool-downs end in a time that begins when the breaker opens. */
    long probesWithin(Duration outage) {
        long probes = 0;
        var wait = coolDown;
        for (var at = wait; at.compareTo(outage) <= 0; at = at.plus(wait)) {
            probes++;
            var doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(coolDownMax) < 0 ? doubled : coolDownMax;
        }
        return probes;
    }
}
