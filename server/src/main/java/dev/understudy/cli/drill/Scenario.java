package dev.understudy.cli.drill;

import java.util.Map;

/**
 * One scenario.
 *
 * @param story what happens, in a sentence
 * @param used places of the quota that are taken before it begins
 * @param settings what differs from the usual settings of a rehearsal
 * @param play plays it: asks, and checks what is promised
 */
public record Scenario(
        String name, String story, int used, Map<String, String> settings, Play play) {
    /** What is done in a scenario. */
    @FunctionalInterface
    public interface Play {
        void on(Rehearsal rehearsal, Verdict verdict) throws Exception;
    }

    public Scenario {
        settings = Map.copyOf(settings);
    }
}
