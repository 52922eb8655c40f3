package dev.understudy.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Random events at random times. Repeat with {@code -Dseed=N}.
 *
 * <p>Whatever comes: no alert twice without a change between, none again within the quiet time,
 * each change told or counted, and in the end the last state is told.
 */
class AlertSequenceTest {
    private static final int SEQUENCES = 300;
    private static final int EVENTS = 200;

    /** The true state of each subject, and how often it changed. */
    private static final class Truth {
        final Map<String, String> state = new HashMap<>();
        final Map<String, Integer> changes = new HashMap<>();

        /** Whether it is a change; what is well at first is none. */
        void becomes(String subject, String next, boolean well) {
            var before = state.get(subject);
            if (!next.equals(before) && !(before == null && well)) {
                state.put(subject, next);
                changes.merge(subject, 1, Integer::sum);
            }
        }
    }

    @Test
    void eachChangeIsToldOrCountedAndNoneTwice() {
        long first = Long.getLong("seed", ThreadLocalRandom.current().nextLong(1L << 40));
        System.out.printf("%d sequences of alerts from seed %d%n", SEQUENCES, first);
        for (long seed = first; seed < first + SEQUENCES; seed++) {
            sequence(seed);
        }
    }

    private static void sequence(long seed) {
        var random = new Random(seed);
        var story = new AlertStory();
        var truth = new Truth();
        var toldAt = new ArrayList<Duration>();
        for (int i = 0; i < EVENTS; i++) {
            switch (random.nextInt(7)) {
                case 0 -> {
                    story.play("out");
                    truth.becomes("model", "model_out", false);
                }
                case 1 -> {
                    if ("model_out".equals(truth.state.get("model"))) {
                        story.play("well");
                        truth.becomes("model", "model_back", true);
                    }
                }
                case 2 -> {
                    story.play("unusable");
                    truth.becomes("ledger", "ledger_unusable", false);
                }
                case 3 -> {
                    story.play("usable");
                    truth.becomes("ledger", "ledger_usable", true);
                }
                case 4 -> {
                    story.play("failed failed");
                    truth.becomes("queries", "queries_fail", false);
                }
                case 5 -> {
                    story.play("answered");
                    truth.becomes("queries", "queries_answered", true);
                }
                default -> story.play("+:" + random.nextInt(8));
            }
            while (toldAt.size() < story.told.size()) {
                toldAt.add(Duration.ofNanos(story.time.nanos()));
            }
        }
        story.play("+:10");
        while (toldAt.size() < story.told.size()) {
            toldAt.add(Duration.ofNanos(story.time.nanos()));
        }
        for (var subject : List.of("model", "ledger", "queries")) {
            check("seed " + seed + ", " + subject, subject, story, truth, toldAt);
        }
    }

    private static void check(
            String where, String subject, AlertStory story, Truth truth, List<Duration> toldAt) {
        var lastAt = new HashMap<String, Duration>();
        String last = null;
        long counted = 0;
        for (int i = 0; i < story.told.size(); i++) {
            var told = story.told.get(i);
            var kind = told.alert().kind().wireName();
            if (!kind.startsWith(subject)) {
                continue;
            }
            assertThat(kind).as("%s: twice without a change", where).isNotEqualTo(last);
            var before = lastAt.put(kind, toldAt.get(i));
            if (before != null) {
                assertThat(toldAt.get(i).minus(before))
                        .as("%s: again too soon", where)
                        .isGreaterThanOrEqualTo(AlertBoard.QUIET);
            }
            last = kind;
            counted += 1 + told.heldBack();
        }
        int changes = truth.changes.getOrDefault(subject, 0);
        assertThat(last).as("%s: the last state", where).isEqualTo(truth.state.get(subject));
        // Changes back and forth after the last alert wait for the next one to be counted in.
        assertThat(counted).as("%s: told or counted", where).isLessThanOrEqualTo(changes);
        assertThat((changes - counted) % 2).as("%s: told or counted", where).isZero();
    }
}
