package dev.understudy.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.failure.CallFailure;
import dev.understudy.health.HealthStatus.Condition;
import dev.understudy.model.Capability;
import dev.understudy.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The breaker as its callers meet it, with a threshold of two failures. */
class CircuitBreakerTest {
    private static final Duration COOL_DOWN = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofSeconds(300);
    private static final CallFailure BAD_GATEWAY = CallFailure.Unreachable.status(502);

    private final ManualTime time = new ManualTime(Instant.parse("2026-03-10T12:00:00Z"));
    private final CircuitBreaker breaker =
            new CircuitBreaker(
                    new BreakerLimits(2, COOL_DOWN, Duration.ofSeconds(600), LEASE), time);

    private Permission.Allowed allowed() {
        return (Permission.Allowed) breaker.acquire();
    }

    private Permission.Allowed insist() {
        return (Permission.Allowed) breaker.insist();
    }

    private Permission.Allowed probe() {
        var probe = allowed();
        assertThat(probe.probe()).isTrue();
        return probe;
    }

    private void open() {
        breaker.failed(allowed(), BAD_GATEWAY);
        breaker.failed(allowed(), BAD_GATEWAY);
        assertThat(condition()).isEqualTo(Condition.OPEN);
    }

    private Condition condition() {
        return breaker.status().condition();
    }

    private void assertDeniedFor(Duration retryIn) {
        assertThat(breaker.acquire()).isEqualTo(new Permission.Denied(retryIn));
    }

    @Test
    void failuresInARowAreCountedOverAllQueries() {
        var first = allowed();
        var second = allowed();
        breaker.failed(first, BAD_GATEWAY);
        assertThat(breaker.status())
                .isEqualTo(new HealthStatus(Condition.CLOSED, 1, Duration.ZERO, 0));
        breaker.failed(second, BAD_GATEWAY);
        assertThat(breaker.status()).isEqualTo(new HealthStatus(Condition.OPEN, 0, COOL_DOWN, 0));
        assertDeniedFor(COOL_DOWN);
    }

    @Test
    void aSuccessInBetweenStartsTheCountAnew() {
        breaker.failed(allowed(), BAD_GATEWAY);
        breaker.succeeded(allowed());
        breaker.failed(allowed(), BAD_GATEWAY);
        assertThat(condition()).isEqualTo(Condition.CLOSED);
    }

    @Test
    void failuresThatSayNothingOfTheModelDoNotCount() {
        List<CallFailure> notItsFault =
                List.of(
                        new CallFailure.InvalidRequest(400),
                        new CallFailure.ContextTooLong(),
                        new CallFailure.CapabilityMissing(Capability.TOOLS),
                        new CallFailure.Cancelled());
        for (var failure : notItsFault) {
            breaker.failed(allowed(), failure);
        }
        assertThat(breaker.status())
                .isEqualTo(new HealthStatus(Condition.CLOSED, 0, Duration.ZERO, 0));
    }

    @Test
    void whatWaitingDoesNotHealOpensAtOnce() {
        breaker.failed(allowed(), new CallFailure.ModelNotFound());
        assertDeniedFor(COOL_DOWN);
    }

    @Test
    void theTimeThatAProviderStatesIsKept() {
        var hour = Duration.ofHours(1);
        breaker.failed(allowed(), new CallFailure.ProviderQuotaSpent(429, hour));
        assertDeniedFor(hour);
        time.advance(hour.minusSeconds(1));
        assertDeniedFor(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(1));
        probe();
    }

    @Test
    void aSuccessfulProbeClosesAndGivesTheNextOutageAnotherNumber() {
        open();
        long outage = breaker.outage();
        time.advance(COOL_DOWN);
        breaker.succeeded(probe());
        assertThat(breaker.status())
                .isEqualTo(new HealthStatus(Condition.CLOSED, 0, Duration.ZERO, 1));
        assertThat(breaker.outage()).isEqualTo(outage + 1);
        open();
        assertThat(breaker.outage()).isEqualTo(outage + 1);
    }

    @Test
    void anOutageKeepsItsNumberThroughFailedProbesAndOrdinarySuccessesCountNothing() {
        breaker.succeeded(allowed());
        assertThat(breaker.outage()).isZero();
        open();
        time.advance(COOL_DOWN);
        breaker.failed(probe(), BAD_GATEWAY);
        assertThat(breaker.outage()).isZero();
    }

    @Test
    void theCoolDownDoublesWithEachFailedProbeUpToItsCapAndBeginsAnewAfterASuccess() {
        open();
        var wait = COOL_DOWN;
        for (long expected : new long[] {60, 120, 240, 480, 600, 600}) {
            time.advance(wait);
            breaker.failed(probe(), BAD_GATEWAY);
            wait = Duration.ofSeconds(expected);
            assertDeniedFor(wait);
        }
        time.advance(wait);
        breaker.succeeded(probe());
        open();
        assertDeniedFor(COOL_DOWN);
    }

    @Test
    void onlyOneOfManyThreadsProbes() throws Exception {
        open();
        time.advance(COOL_DOWN);
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Permission>>();
            for (int i = 0; i < 500; i++) {
                asked.add(
                        threads.submit(() -> {
                            start.await();
                            return breaker.acquire();
                        }));
            }
            start.countDown();
            int allowed = 0;
            for (var one : asked) {
                allowed += one.get() instanceof Permission.Allowed ? 1 : 0;
            }
            assertThat(allowed).isOne();
        }
        assertThat(condition()).isEqualTo(Condition.HALF_OPEN);
    }

    @Test
    void resultsFromBeforeTheLastChangeSayNothing() {
        var slowSuccess = allowed();
        var slowFailure = allowed();
        var lateFailure = allowed();
        open();
        breaker.succeeded(slowSuccess);
        assertThat(condition()).isEqualTo(Condition.OPEN);
        time.advance(COOL_DOWN);
        var probe = probe();
        breaker.failed(slowFailure, BAD_GATEWAY);
        assertThat(condition()).isEqualTo(Condition.HALF_OPEN);
        breaker.succeeded(probe);
        breaker.failed(lateFailure, BAD_GATEWAY);
        assertThat(breaker.status().failuresInARow()).isZero();
    }

    @Test
    void aCancelledProbeFreesItsPlaceForTheNextAtOnce() {
        open();
        time.advance(COOL_DOWN);
        breaker.failed(probe(), new CallFailure.Cancelled());
        assertThat(breaker.status())
                .isEqualTo(new HealthStatus(Condition.OPEN, 0, Duration.ZERO, 0));
        breaker.failed(probe(), BAD_GATEWAY);
        assertDeniedFor(COOL_DOWN.multipliedBy(2));
    }

    @Test
    void aProbeThatNobodyEndedLosesItsPlaceAfterItsLease() {
        open();
        time.advance(COOL_DOWN);
        var lost = probe();
        assertDeniedFor(COOL_DOWN);
        time.advance(LEASE.minusNanos(1));
        assertDeniedFor(Duration.ofNanos(1));
        time.advance(Duration.ofNanos(1));
        var second = probe();
        breaker.failed(lost, BAD_GATEWAY);
        assertThat(condition()).isEqualTo(Condition.HALF_OPEN);
        breaker.succeeded(second);
        assertThat(condition()).isEqualTo(Condition.CLOSED);
    }

    @Test
    void anAttemptThatInsistsIsLetThroughAndItsFailureChangesNothing() {
        open();
        var insisting = insist();
        assertThat(insisting.probe()).isFalse();
        time.advance(Duration.ofSeconds(10));
        breaker.failed(insisting, BAD_GATEWAY);
        assertDeniedFor(Duration.ofSeconds(20));
        breaker.ignored(insist());
        assertDeniedFor(Duration.ofSeconds(20));
    }

    @Test
    void anAttemptThatInsistsClosesWhenItGoesWell() {
        open();
        breaker.succeeded(insist());
        assertThat(condition()).isEqualTo(Condition.CLOSED);
        assertThat(breaker.outage()).isOne();
    }

    @Test
    void anAttemptThatInsistsIsTheProbeWhereOneIsDue() {
        open();
        time.advance(COOL_DOWN);
        assertThat(insist().probe()).isTrue();
        assertDeniedFor(COOL_DOWN);
    }

    @Test
    void anAttemptThatInsistsBesideAProbeDoesNotTakeItsPlaceAway() {
        open();
        time.advance(COOL_DOWN);
        var probe = probe();
        breaker.failed(insist(), BAD_GATEWAY);
        breaker.failed(insist(), new CallFailure.Cancelled());
        breaker.ignored(insist());
        assertDeniedFor(COOL_DOWN);
        breaker.succeeded(probe);
        assertThat(condition()).isEqualTo(Condition.CLOSED);
    }

    @Test
    void anAttemptThatInsistsBesideAProbeClosesForBoth() {
        open();
        time.advance(COOL_DOWN);
        var probe = probe();
        breaker.succeeded(insist());
        assertThat(condition()).isEqualTo(Condition.CLOSED);
        breaker.failed(probe, BAD_GATEWAY);
        assertThat(breaker.status().failuresInARow()).isZero();
    }

    private void bring(String condition) {
        switch (condition) {
            case "closed" -> {}
            case "failing once" -> breaker.failed(allowed(), BAD_GATEWAY);
            case "open" -> open();
            case "cooled down" -> {
                open();
                time.advance(COOL_DOWN);
            }
            case "half-open" -> {
                open();
                time.advance(COOL_DOWN);
                probe();
            }
            case "taken out" -> breaker.open();
            default -> throw new IllegalArgumentException(condition);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # in this state | the operator does | it is then | recoveries | and the next attempt is
                    closed       | open  | taken-out | 0 | refused
                    failing once | open  | taken-out | 0 | refused
                    open         | open  | taken-out | 0 | refused
                    cooled down  | open  | taken-out | 0 | refused
                    half-open    | open  | taken-out | 0 | refused
                    taken out    | open  | taken-out | 0 | refused
                    closed       | reset | closed    | 0 | let through
                    failing once | reset | closed    | 0 | let through
                    open         | reset | closed    | 1 | let through
                    cooled down  | reset | closed    | 1 | let through
                    half-open    | reset | closed    | 1 | let through
                    taken out    | reset | closed    | 1 | let through
                    """)
    void theOperatorTakesAModelOutAndPutsItBack(
            String before, String does, String after, long recoveries, String next) {
        bring(before);
        if (does.equals("open")) {
            breaker.open();
        } else {
            breaker.reset();
        }
        assertThat(condition().wireName()).isEqualTo(after);
        assertThat(breaker.status().failuresInARow()).isZero();
        assertThat(breaker.status().retryIn()).isZero();
        assertThat(breaker.outage()).isEqualTo(recoveries);
        assertThat(breaker.acquire())
                .isInstanceOf(
                        next.equals("refused")
                                ? Permission.TakenOut.class
                                : Permission.Allowed.class);
    }

    @Test
    void aModelThatIsTakenOutStaysOutForEverAndIsNotInsistedOn() {
        breaker.open();
        time.advance(Duration.ofDays(30));
        assertThat(breaker.acquire()).isEqualTo(new Permission.TakenOut());
        assertThat(breaker.insist()).isEqualTo(new Permission.TakenOut());
    }

    @Test
    void whatWasUnderWayWhenItWasTakenOutChangesNothing() {
        var good = allowed();
        var bad = allowed();
        breaker.open();
        breaker.succeeded(good);
        breaker.failed(bad, BAD_GATEWAY);
        assertThat(condition()).isEqualTo(Condition.TAKEN_OUT);
        breaker.reset();
        breaker.failed(bad, BAD_GATEWAY);
        assertThat(breaker.status().failuresInARow()).isZero();
    }

    @Test
    void anOutageThatTheOperatorBeganOrEndedIsOneOutage() {
        open();
        breaker.open();
        assertThat(breaker.outage()).isZero();
        breaker.reset();
        breaker.reset();
        assertThat(breaker.outage()).isOne();
    }

    @Test
    void lookingAtTheStatusChangesNothing() {
        open();
        time.advance(COOL_DOWN.plusSeconds(5));
        assertThat(breaker.status())
                .isEqualTo(new HealthStatus(Condition.OPEN, 0, Duration.ZERO, 0));
        probe();
        assertThat(breaker.status())
                .isEqualTo(new HealthStatus(Condition.HALF_OPEN, 0, Duration.ZERO, 0));
    }

    @Test
    void conditionsHaveTheCircuitBreakersNames() {
        assertThat(Condition.values())
                .extracting(Condition::wireName)
                .containsExactly("closed", "open", "half-open", "taken-out");
    }
}
