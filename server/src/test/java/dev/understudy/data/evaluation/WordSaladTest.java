package dev.understudy.data.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.time.SystemTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Words of real questions, in no order: whatever is made of them must at least run. */
class WordSaladTest {
    private static final int SALADS = 1_500;

    @Test
    void whateverIsPlannedRunsAndWhateverIsNotIsDeclined() throws Exception {
        var seed = Long.getLong("seed", System.nanoTime());
        System.out.println("WordSaladTest seed: " + seed);
        var random = new Random(seed);
        for (var set : GoldenFile.own()) {
            var words = words(set);
            try (var source = set.open(SystemTime.ticker())) {
                for (var i = 0; i < SALADS / 9; i++) {
                    var salad = salad(words, random);
                    var answer = new OfflineAnswerer().answer(salad, set.today(), source);
                    assertThat(answer)
                            .as("seed %d, %s: %s", seed, set.name(), salad)
                            .isNotInstanceOf(Answer.Failed.class);
                }
            }
        }
    }

    private static List<String> words(GoldenSet set) {
        var words = new TreeSet<String>();
        for (var question : set.questions()) {
            words.addAll(List.of(question.ask().split(" ", -1)));
        }
        return new ArrayList<>(words);
    }

    /** Mostly short: long ones are never understood. */
    private static String salad(List<String> words, Random random) {
        var salad = new StringBuilder();
        var length = 1 + random.nextInt(random.nextInt(1, 12));
        for (var i = 0; i < length; i++) {
            salad.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        return salad.toString();
    }
}
