package dev.understudy.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalTest {
    @ParameterizedTest
    @CsvSource({
        "below, 5, 4.99, true",
        "below, 5, 5, false",
        "below, 5, -3, true",
        "below, 5, NaN, false",
        "at most, 5, 5, true",
        "at most, 5, 5.01, false",
        "at most, 5, NaN, false",
        "at least, 5, 5, true",
        "at least, 5, 4.99, false",
        "at least, 5, NaN, false",
        "exactly, 0, 0, true",
        "exactly, 0, 1, false",
        "exactly, 0, -1, false",
        "exactly, 0, NaN, false",
        "shown, 0, NaN, true",
    })
    void aGoalIsMetUpToItsLimitAndNeverByWhatCouldNotBeMeasured(
            String kind, double limit, double value, boolean met) {
        Goal goal =
                switch (kind) {
                    case "below" -> new Goal.Below(limit);
                    case "at most" -> new Goal.AtMost(limit);
                    case "at least" -> new Goal.AtLeast(limit);
                    case "exactly" -> new Goal.Exactly(limit);
                    default -> new Goal.Shown();
                };

        assertThat(goal.metBy(value)).isEqualTo(met);
    }

    @Test
    void oneGoalThatIsNotMetFailsTheWhole() {
        var met = Figure.none("lost", 0);
        var missed = Figure.none("repeated", 1);

        assertThat(result(met).passed()).isTrue();
        assertThat(result(met, missed).passed()).isFalse();
    }

    @Test
    void withoutFiguresNothingIsPassed() {
        assertThat(result().passed()).isFalse();
    }

    private static Result result(Figure... figures) {
        return new Result("some", List.of(figures), List.of(), List.of());
    }
}
