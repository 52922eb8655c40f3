package dev.understudy.execution;

import static dev.understudy.execution.PolicyStory.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.quota.OnExceeded;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a query's time is shared over its attempts; see {@link PolicyStory} for the words. */
class ExecutionPolicyTimeTest {
    private static final String USUAL = "cloud* local";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # 280 s for the query, 180 s of them for the local model's first token: 100 s are the primary's
                    cloud* local | slow+45s slow+45s ok    | cloud@0s cloud@2s local@0s answered_by_fallback(3)
                    cloud* local | slow+97s ok             | cloud@0s cloud@2s answered(2)
                    cloud* local | slow+98s ok             | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local | slow+240s ok            | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local | slow+279s ok            | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local | slow+280s               | cloud@0s failed:too_slow(1)
                    cloud* local | 502+280s                | cloud@0s failed:too_slow(1)
                    cloud* local | denied/9s slow+277s ok  | cloud@0s local@0s local!@2s answered_by_fallback(2)
                    cloud* local | denied/9s slow+278s     | cloud@0s local@0s failed:too_slow/9s(1)
                    cloud* local | denied/9s 502+278s      | cloud@0s local@0s failed:upstream_failed/9s(1)
                    # Retry-After that fits, and one that does not
                    cloud* local | 429/99s ok              | cloud@0s cloud@99s answered(2)
                    cloud* local | 429/100s ok             | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local | 429/60s+40s ok          | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local | 429/1h ok               | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local | 429/1h 502 ok           | cloud@0s local@0s local!@4s answered_by_fallback(3)
                    cloud* local | 404 429/279s ok         | cloud@0s local@0s local!@279s answered_by_fallback(3)
                    cloud* local | 404 429/280s            | cloud@0s local@0s failed:none_available/280s(2)
                    cloud*       | 429/1h                  | cloud@0s failed:none_available/3600s(1)
                    cloud*       | 429/0s ok               | cloud@0s cloud!@0s answered(2)
                    # the middle has one try, and none once the last one's time has begun
                    a* b* c      | 404+99s ok              | a@0s b@0s answered_by_fallback(2)
                    a* b* c      | 404+100s ok             | a@0s c@0s answered_by_fallback(2)
                    a* b* c      | 429/1h ok               | a@0s b@0s answered_by_fallback(2)
                    a* b* c      | 404 429/5s ok           | a@0s b@0s c@0s answered_by_fallback(3)
                    """)
    void timeIsSharedSoThatTheLastModelKeepsItsFirstToken(
            String chain, String events, String story) {
        assertThat(PolicyStory.of(chain, limits(3, 2), events)).isEqualTo(story);
    }

    @Test
    void withoutARetryDelayNothingWaits() {
        var limits = new ExecutionLimits(5, Duration.ZERO, 3, Duration.ofSeconds(280));
        assertThat(PolicyStory.of(USUAL, limits, "502 502 502 502 ok"))
                .isEqualTo("cloud@0s cloud@0s cloud@0s local@0s local!@0s answered_by_fallback(5)");
    }

    @Test
    void theFirstTokenClockOfEveryModelButTheLastLeavesTheLastOneItsTime() {
        var attempts = PolicyStory.attempts(USUAL, limits(3, 2), "slow+90s slow+8s ok");
        assertThat(attempts)
                .extracting(attempt -> attempt.clocks().firstToken().toSeconds())
                .containsExactly(45L, 8L, 180L);
    }

    @Test
    void whatThePrimaryThinksMayNotEatTheLastOnesTimeEither() {
        var attempts = PolicyStory.attempts(USUAL, limits(3, 2), "cut+100s ok");
        assertThat(attempts)
                .extracting(attempt -> attempt.model().id(), NextStep.Attempt::untilVisible)
                .containsExactly(
                        tuple("cloud", Duration.ofSeconds(100)),
                        tuple("local", Duration.ofSeconds(180)));
    }

    @Test
    void aFurtherCallOfAnAttemptGetsTheTimeThatIsLeft() {
        var policy = new ExecutionPolicy(PolicyStory.chain(USUAL), limits(3, 2), OnExceeded.REJECT);
        var first = (NextStep.Attempt) policy.begin().step();

        var later = policy.further(first, Duration.ofSeconds(80)).orElseThrow();
        assertThat(later.clocks().firstToken()).isEqualTo(Duration.ofSeconds(20));
        assertThat(later.clocks().attempt()).isEqualTo(Duration.ofSeconds(200));
        assertThat(later.untilVisible()).isEqualTo(Duration.ofSeconds(20));
        assertThat(later.number()).isEqualTo(first.number());
        assertThat(policy.further(first, Duration.ofSeconds(100))).isEmpty();
    }

    @Test
    void noClockRunsPastTheQuerysEnd() {
        var attempts = PolicyStory.attempts(USUAL, limits(3, 2), "404+277s ok");
        var clocks = attempts.getLast().clocks();
        assertThat(clocks.connect()).isEqualTo(Duration.ofSeconds(3));
        assertThat(clocks.firstToken()).isEqualTo(Duration.ofSeconds(3));
        assertThat(clocks.silence()).isEqualTo(Duration.ofSeconds(3));
        assertThat(clocks.attempt()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void thePrimaryHasATurnEvenWhereTheTimeIsShorterThanTheLastOnesFirstToken() {
        var limits = new ExecutionLimits(3, Duration.ofSeconds(2), 2, Duration.ofSeconds(30));
        var attempts = PolicyStory.attempts(USUAL, limits, "slow+15s ok");
        assertThat(attempts)
                .extracting(attempt -> attempt.model().id())
                .containsExactly("cloud", "local");
        assertThat(attempts)
                .extracting(attempt -> attempt.clocks().firstToken().toSeconds())
                .containsExactly(15L, 15L);
    }
}
