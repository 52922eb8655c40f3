package dev.understudy.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Result RESULT =
            new Result(
                    "some",
                    List.of(
                            new Figure("added", 1.234, "ms", new Goal.Below(5)),
                            Figure.none("lost", 2),
                            Figure.shown("asked", 1234567, ""),
                            new Figure("back", Double.NaN, "s", new Goal.AtMost(3))),
                    List.of("the seed was 7"),
                    List.of("a real model"));

    @Test
    void theTableSaysFigureGoalAndWhetherItIsMet() {
        assertThat(Report.table(RESULT).lines())
                .containsExactly(
                        "  some         figure  goal       met",
                        "  added       1.23 ms  below 5    yes",
                        "  lost              2  0          NO",
                        "  asked     1,234,567",
                        "  back   not measured  at most 3  NO",
                        "  Note: the seed was 7",
                        "  Left out: a real model",
                        "  FAILED");
    }

    @Test
    void theJsonHasTheSame() {
        var json = Report.json(List.of(RESULT));

        assertThat(json.path("passed").asBoolean()).isFalse();
        var some = json.at("/benchmarks/0");
        assertThat(some.path("name").asString()).isEqualTo("some");
        assertThat(some.at("/figures/0/value").asDouble()).isEqualTo(1.234);
        assertThat(some.at("/figures/0/met").asBoolean()).isTrue();
        assertThat(some.at("/figures/1/met").asBoolean()).isFalse();
        assertThat(some.path("figures").path(2).has("met")).isFalse();
        assertThat(some.at("/figures/3/value").isNull()).isTrue();
        assertThat(some.at("/notes/0").asString()).isEqualTo("the seed was 7");
        assertThat(some.at("/left_out/0").asString()).isEqualTo("a real model");
    }
}
