package dev.understudy.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.health.HealthStatus.Condition;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmPlanTest {
    private static HealthStatus health(Condition condition, int failures) {
        return new HealthStatus(condition, failures, Duration.ZERO, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # before | failures | after | failures | begins
                    CLOSED    | 0 | CLOSED    | 1 | true
                    CLOSED    | 1 | CLOSED    | 2 | false
                    CLOSED    | 1 | CLOSED    | 0 | false
                    CLOSED    | 0 | OPEN      | 0 | true
                    CLOSED    | 1 | OPEN      | 0 | true
                    CLOSED    | 0 | TAKEN_OUT | 0 | true
                    OPEN      | 0 | TAKEN_OUT | 0 | false
                    OPEN      | 0 | OPEN      | 0 | false
                    HALF_OPEN | 0 | OPEN      | 0 | false
                    OPEN      | 0 | CLOSED    | 0 | false
                    """)
    void troubleBeginsWithTheFirstFailureOrWhenTheModelIsTakenOut(
            Condition before, int failuresBefore, Condition after, int failures, boolean begins) {
        assertThat(WarmPlan.begins(health(before, failuresBefore), health(after, failures)))
                .isEqualTo(begins);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # chain, * = metered, - = taken out | the one to warm
                    cloud* local    | local
                    cloud* a b      | a
                    cloud* a* b     | b
                    cloud* a- b     | b
                    cloud* a*       | none
                    cloud*          | none
                    local           | none
                    """)
    void theFirstLocalModelAfterThePrimaryIsWarmed(String chain, String warmed) {
        var models = Arrays.stream(chain.split(" ", -1)).map(WarmPlanTest::model).toList();

        var candidate =
                WarmPlan.candidate(
                        new Chain(models),
                        model ->
                                health(
                                        chain.contains(model.id() + "-")
                                                ? Condition.TAKEN_OUT
                                                : Condition.CLOSED,
                                        0));

        assertThat(candidate.map(ModelProfile::id).orElse("none")).isEqualTo(warmed);
    }

    private static ModelProfile model(String word) {
        var id = word.replaceAll("[*-]", "");
        return new ModelProfile(
                id, "ollama", id, word.endsWith("*"), 8_192, Set.of(), ModelClocks.LOCAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # seconds since it was warmed | since it answered | due
                        |     | true
                    59  |     | false
                    60  |     | true
                        | 239 | false
                        | 240 | true
                    60  | 239 | false
                    59  | 240 | false
                    """)
    void aModelThatIsWarmAlreadyIsLeftAlone(
            @Nullable Long warmed, @Nullable Long answered, boolean due) {
        assertThat(WarmPlan.due(ago(warmed), ago(answered), NOW)).isEqualTo(due);
    }

    private static final long NOW = TimeUnit.HOURS.toNanos(1);

    private static OptionalLong ago(@Nullable Long seconds) {
        return seconds == null
                ? OptionalLong.empty()
                : OptionalLong.of(NOW - TimeUnit.SECONDS.toNanos(seconds));
    }
}
