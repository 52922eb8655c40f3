package dev.understudy.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.failure.CallFailure;
import dev.understudy.failure.Defect;
import dev.understudy.failure.FailureClock;
import dev.understudy.health.HealthStatus.Condition;
import dev.understudy.health.ProbePlan.Verdict;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbePlanTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # condition | seconds until the cool-down is over | let through | step
                    CLOSED    | 0  | false | Nothing[]
                    OPEN      | 30 | false | ComeBackIn[delay=PT30S]
                    OPEN      | 30 | true  | ComeBackIn[delay=PT30S]
                    OPEN      | 0  | false | Look[]
                    OPEN      | 0  | true  | Nothing[]
                    HALF_OPEN | 0  | false | Nothing[]
                    TAKEN_OUT | 0  | false | Nothing[]
                    """)
    void looksOnceWhenTheCoolDownIsOver(
            Condition condition, long seconds, boolean letThrough, String step) {
        var health = new HealthStatus(condition, 0, Duration.ofSeconds(seconds), 0);

        assertThat(ProbePlan.next(health, letThrough)).hasToString(step);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # the look | known before | prompts | verdict
                    well        | false | false | LET_QUERY_THROUGH
                    well        | true  | true  | SEND_PROMPT
                    unreachable | false | true  | OPEN_AGAIN
                    slow        | false | true  | OPEN_AGAIN
                    overloaded  | false | true  | OPEN_AGAIN
                    spent       | true  | true  | OPEN_AGAIN
                    spent       | false | false | LET_QUERY_THROUGH
                    denied      | true  | false | OPEN_AGAIN
                    denied      | false | true  | SEND_PROMPT
                    not found   | true  | false | OPEN_AGAIN
                    not found   | false | false | LET_QUERY_THROUGH
                    broken      | true  | true  | OPEN_AGAIN
                    broken      | false | false | LET_QUERY_THROUGH
                    invalid     | true  | false | LET_QUERY_THROUGH
                    """)
    void badNewsIsBelievedWhereTheServerIsKnownToAnswerSuchQuestions(
            String look, boolean knownBefore, boolean prompts, Verdict verdict) {
        assertThat(ProbePlan.afterLook(failure(look), knownBefore, prompts)).isEqualTo(verdict);
    }

    private static @Nullable CallFailure failure(String look) {
        return switch (look) {
            case "well" -> null;
            case "unreachable" -> CallFailure.Unreachable.status(502);
            case "slow" -> new CallFailure.TooSlow(FailureClock.FIRST_TOKEN);
            case "overloaded" -> new CallFailure.Overloaded(503, null);
            case "spent" -> new CallFailure.ProviderQuotaSpent(429, null);
            case "denied" -> new CallFailure.AccessDenied(403);
            case "not found" -> new CallFailure.ModelNotFound();
            case "broken" -> new CallFailure.BrokenAnswer(Defect.BAD_LINE);
            case "invalid" -> new CallFailure.InvalidRequest(405);
            default -> throw new IllegalArgumentException(look);
        };
    }
}
