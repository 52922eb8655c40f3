package dev.understudy.cli.drill;

import java.util.List;
import java.util.Map;

/**
 * One scenario.
 *
 * @param story what happens, in a sentence
 * @param used places of the quota that are taken before it begins
 * @param settings what differs from the usual settings of a rehearsal
 * @param script plays it: asks, and checks what is promised
 */
public record Scenario(
        String name, String story, int used, Map<String, String> settings, Script script)
        implements Drill {
    /** What is done in a scenario. */
    @FunctionalInterface
    public interface Script {
        void on(Rehearsal rehearsal, Verdict verdict) throws Exception;
    }

    public Scenario {
        settings = Map.copyOf(settings);
    }

    @Override
    public DrillKind kind() {
        return DrillKind.SCENARIO;
    }

    @Override
    public Played play() {
        var verdict = new Verdict();
        List<Seen> seen = List.of();
        try (var rehearsal = Rehearsal.open(used, settings)) {
            try {
                script.on(rehearsal, verdict);
            } finally {
                seen = rehearsal.seen();
            }
        } catch (Exception e) {
            verdict.broke(e);
        }
        return new Played(this, seen, verdict);
    }
}
