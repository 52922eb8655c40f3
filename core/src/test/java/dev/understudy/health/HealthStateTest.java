package dev.understudy.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.understudy.failure.CallFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each state alone: a failure, and the state after it. */
class HealthStateTest {
    private static final BreakerLimits LIMITS =
            new BreakerLimits(
                    3, Duration.ofSeconds(30), Duration.ofSeconds(600), Duration.ofSeconds(300));
    private static final long NOW = seconds(1_000);
    private static final CallFailure BAD_GATEWAY = CallFailure.Unreachable.status(502);

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private static CallFailure overloaded(@Nullable Duration retryAfter) {
        return new CallFailure.Overloaded(503, retryAfter);
    }

    private static ObjectAssert<OpenState> assertOpen(HealthState state) {
        return assertThat(state).asInstanceOf(type(OpenState.class));
    }

    @Test
    void closedLetsEverybodyThrough() {
        var closed = new ClosedState(LIMITS, 7, 2);
        var answer = closed.acquire(NOW);
        assertThat(answer.permission()).isEqualTo(new Permission.Allowed(7, false));
        assertThat(answer.next()).isSameAs(closed);
    }

    @Test
    void closedOpensWithTheThresholdsFailureAndNotBefore() {
        var one = new ClosedState(LIMITS, 7, 0).failed(BAD_GATEWAY, NOW);
        assertThat(one).isEqualTo(new ClosedState(LIMITS, 7, 1));
        var two = one.failed(BAD_GATEWAY, NOW);
        assertThat(two).isEqualTo(new ClosedState(LIMITS, 7, 2));
        var three = two.failed(BAD_GATEWAY, NOW);
        assertThat(three).isEqualTo(new OpenState(LIMITS, 8, LIMITS.coolDown(), NOW + seconds(30)));
    }

    @Test
    void aSuccessForgetsTheFailuresBefore() {
        assertThat(new ClosedState(LIMITS, 7, 2).succeeded())
                .isEqualTo(new ClosedState(LIMITS, 7, 0));
    }

    @Test
    void anEndThatSaysNothingChangesNothing() {
        var closed = new ClosedState(LIMITS, 7, 2);
        assertThat(closed.ignored(NOW)).isSameAs(closed);
        var open = new OpenState(LIMITS, 7, LIMITS.coolDown(), NOW);
        assertThat(open.ignored(NOW)).isSameAs(open);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what waiting does not heal opens at the first failure; seconds that the provider stated | seconds it stays open
                    401    |        | 30
                    403    |        | 30
                    404    |        | 30
                    402    |        | 30
                    402    | 10     | 30
                    402    | 3600   | 3600
                    402    | 604800 | 86400
                    """)
    void closedOpensAtOnceWhereWaitingHealsNothing(
            String kind, @Nullable Integer statedSeconds, long openSeconds) {
        var stated = statedSeconds == null ? null : Duration.ofSeconds(statedSeconds);
        var failure =
                switch (kind) {
                    case "402" -> new CallFailure.ProviderQuotaSpent(402, stated);
                    case "404" -> new CallFailure.ModelNotFound();
                    default -> new CallFailure.AccessDenied(Integer.parseInt(kind));
                };
        assertOpen(new ClosedState(LIMITS, 0, 0).failed(failure, NOW))
                .isEqualTo(new OpenState(LIMITS, 1, LIMITS.coolDown(), NOW + seconds(openSeconds)));
    }

    @ParameterizedTest
    @CsvSource({"5, 30", "30, 30", "31, 31", "90000, 86400"})
    void theLongerOfCoolDownAndRetryAfterHolds(long retryAfter, long openSeconds) {
        var failure = overloaded(Duration.ofSeconds(retryAfter));
        assertOpen(new ClosedState(LIMITS, 0, 2).failed(failure, NOW))
                .extracting(OpenState::until)
                .isEqualTo(NOW + seconds(openSeconds));
    }

    @Test
    void openLetsNobodyThroughBeforeTheCoolDownIsOver() {
        var open = new OpenState(LIMITS, 3, LIMITS.coolDown(), NOW);
        var answer = open.acquire(NOW - 1);
        assertThat(answer.permission()).isEqualTo(new Permission.Denied(Duration.ofNanos(1)));
        assertThat(answer.next()).isSameAs(open);
    }

    @Test
    void openLetsOneProbeThroughWhenTheCoolDownIsOver() {
        var answer = new OpenState(LIMITS, 3, LIMITS.coolDown(), NOW).acquire(NOW);
        assertThat(answer.permission()).isEqualTo(new Permission.Allowed(4, true));
        assertThat(answer.next()).isEqualTo(new HalfOpenState(LIMITS, 4, LIMITS.coolDown(), NOW));
    }

    @Test
    void openIsClosedByASuccessAndNotMovedByAFailure() {
        var open = new OpenState(LIMITS, 3, LIMITS.coolDown(), NOW);
        assertThat(open.failed(BAD_GATEWAY, NOW)).isSameAs(open);
        assertThat(open.succeeded()).isEqualTo(new ClosedState(LIMITS, 4, 0));
    }

    @Test
    void halfOpenLetsNobodyElseThroughUntilTheProbesLeaseIsOver() {
        var halfOpen = new HalfOpenState(LIMITS, 4, LIMITS.coolDown(), NOW);
        var early = halfOpen.acquire(NOW + seconds(300) - 1);
        assertThat(early.permission()).isEqualTo(new Permission.Denied(Duration.ofNanos(1)));
        assertThat(early.next()).isSameAs(halfOpen);
        assertThat(halfOpen.acquire(NOW).permission())
                .as("a probe is expected to take no longer than a cool-down")
                .isEqualTo(new Permission.Denied(LIMITS.coolDown()));
        var late = halfOpen.acquire(NOW + seconds(300));
        assertThat(late.permission()).isEqualTo(new Permission.Allowed(5, true));
        assertThat(late.next())
                .isEqualTo(new HalfOpenState(LIMITS, 5, LIMITS.coolDown(), NOW + seconds(300)));
    }

    @Test
    void takenOutHearsNothing() {
        var out = new TakenOutState(LIMITS, 4);
        assertThat(out.acquire(NOW).permission()).isEqualTo(new Permission.TakenOut());
        assertThat(out.acquire(NOW).next()).isSameAs(out);
        assertThat(out.succeeded()).isSameAs(out);
        assertThat(out.failed(BAD_GATEWAY, NOW)).isSameAs(out);
        assertThat(out.ignored(NOW)).isSameAs(out);
    }

    @ParameterizedTest
    @CsvSource({"30, 60", "60, 120", "240, 480", "300, 600", "480, 600", "600, 600"})
    void aFailedProbeDoublesTheCoolDownUpToItsCap(long before, long after) {
        var halfOpen = new HalfOpenState(LIMITS, 4, Duration.ofSeconds(before), NOW);
        assertThat(halfOpen.failed(BAD_GATEWAY, NOW))
                .isEqualTo(
                        new OpenState(LIMITS, 5, Duration.ofSeconds(after), NOW + seconds(after)));
    }

    @Test
    void aFailedProbeHeedsAStatedTimeWithoutTakingItForItsCoolDown() {
        var halfOpen = new HalfOpenState(LIMITS, 4, LIMITS.coolDown(), NOW);
        var hour = Duration.ofHours(1);
        var expected = new OpenState(LIMITS, 5, Duration.ofSeconds(60), NOW + seconds(3_600));
        assertThat(halfOpen.failed(overloaded(hour), NOW)).isEqualTo(expected);
        assertThat(halfOpen.failed(new CallFailure.ProviderQuotaSpent(429, hour), NOW))
                .isEqualTo(expected);
        assertThat(halfOpen.failed(overloaded(Duration.ofSeconds(9)), NOW))
                .isEqualTo(new OpenState(LIMITS, 5, Duration.ofSeconds(60), NOW + seconds(60)));
    }

    @Test
    void aSuccessfulProbeClosesWithNothingRemembered() {
        assertThat(new HalfOpenState(LIMITS, 4, Duration.ofSeconds(600), NOW).succeeded())
                .isEqualTo(new ClosedState(LIMITS, 5, 0));
    }

    @Test
    void aProbeThatWasCalledOffFreesItsPlaceAndKeepsTheCoolDown() {
        var after = new HalfOpenState(LIMITS, 4, Duration.ofSeconds(120), NOW).ignored(NOW);
        assertThat(after).isEqualTo(new OpenState(LIMITS, 5, Duration.ofSeconds(120), NOW));
        assertThat(after.acquire(NOW).permission()).isEqualTo(new Permission.Allowed(6, true));
    }
}
