package dev.understudy.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Admission;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.quota.Reservation;
import dev.understudy.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every ledger must do, whatever it stores its rows in. */
public abstract class LedgerContract {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    protected final ManualTime time = new ManualTime(NOON);

    /** An empty ledger. The test closes it. */
    protected abstract UsageLedger open(Quota quota, InstantSource clock) throws Exception;

    protected static Quota quotaOf(long limit) {
        return new Quota(limit, 0.8, OnExceeded.REJECT, new QuotaCalendar(0, ZoneOffset.UTC));
    }

    protected static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    protected AttemptStart attempt(String queryId) {
        return new AttemptStart(queryId, 1, "cloud", true, "ada", "chat", time.instant());
    }

    protected AttemptEnd ended(long prompt, long completion) {
        return new AttemptEnd(
                time.instant(), AttemptEnd.OK, new TokenUsage(prompt, completion, false));
    }

    private Reservation granted(UsageLedger ledger, String queryId) throws Exception {
        var admission = get(ledger.reserve(attempt(queryId)));
        assertThat(admission).isInstanceOf(Admission.Granted.class);
        return ((Admission.Granted) admission).reservation();
    }

    @Test
    void aPlaceIsCountedFromTheMomentItIsTaken() throws Exception {
        try (var ledger = open(quotaOf(2), time)) {
            granted(ledger, "q1");
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(1);
        }
    }

    @Test
    void aGrantedAdmissionCountsItsOwnPlace() throws Exception {
        try (var ledger = open(quotaOf(2), time)) {
            var admission = (Admission.Granted) get(ledger.reserve(attempt("q1")));
            assertThat(admission.status().used()).isEqualTo(1);
        }
    }

    @Test
    void noPlaceIsGivenPastTheLimit() throws Exception {
        try (var ledger = open(quotaOf(1), time)) {
            granted(ledger, "q1");
            var second = get(ledger.reserve(attempt("q2")));
            assertThat(second).isInstanceOf(Admission.Spent.class);
            assertThat(((Admission.Spent) second).status().used()).isEqualTo(1);
        }
    }

    @Test
    void aSettledPlaceStaysTakenAndItsTokensCount() throws Exception {
        try (var ledger = open(quotaOf(1), time)) {
            get(ledger.settle(granted(ledger, "q1"), ended(30, 12)));
            assertThat(get(ledger.reserve(attempt("q2")))).isInstanceOf(Admission.Spent.class);
            var summary = get(ledger.summary());
            assertThat(summary.requestsToday()).isEqualTo(1);
            assertThat(summary.tokensToday()).isEqualTo(42);
            assertThat(summary.tokensTotal()).isEqualTo(42);
        }
    }

    @Test
    void aReleasedPlaceIsFreeAgain() throws Exception {
        try (var ledger = open(quotaOf(1), time)) {
            get(ledger.release(granted(ledger, "q1"), ended(0, 0)));
            assertThat(get(ledger.quotaStatus()).used()).isZero();
            assertThat(get(ledger.summary()).requestsTotal()).isZero();
            granted(ledger, "q2");
        }
    }

    @Test
    void aReservationEndsOnlyOnce() throws Exception {
        try (var ledger = open(quotaOf(2), time)) {
            var reservation = granted(ledger, "q1");
            get(ledger.release(reservation, ended(0, 0)));
            assertThatThrownBy(() -> get(ledger.release(reservation, ended(0, 0))))
                    .hasMessageContaining("ended before");
            assertThatThrownBy(() -> get(ledger.settle(reservation, ended(0, 0))))
                    .hasMessageContaining("ended before");
            assertThat(get(ledger.quotaStatus()).used()).isZero();
        }
    }

    @Test
    void anAttemptOnALocalModelCostsTokensButNoPlace() throws Exception {
        try (var ledger = open(quotaOf(1), time)) {
            var local = new AttemptStart("q1", 1, "local", false, "ada", "chat", time.instant());
            get(ledger.record(local, ended(5, 5)));
            var summary = get(ledger.summary());
            assertThat(summary.requestsToday()).isZero();
            assertThat(summary.tokensToday()).isEqualTo(10);
        }
    }

    @Test
    void theNextWindowBeginsEmptyAndTheTotalsStay() throws Exception {
        try (var ledger = open(quotaOf(1), time)) {
            get(ledger.settle(granted(ledger, "q1"), ended(1, 1)));
            time.advance(Duration.ofDays(1));
            var summary = get(ledger.summary());
            assertThat(summary.requestsToday()).isZero();
            assertThat(summary.tokensToday()).isZero();
            assertThat(summary.requestsTotal()).isEqualTo(1);
            assertThat(summary.tokensTotal()).isEqualTo(2);
            granted(ledger, "q2");
        }
    }

    @Test
    void anAttemptThatEndsAfterTheResetCountsInTheWindowItBeganIn() throws Exception {
        try (var ledger = open(quotaOf(1), time)) {
            var reservation = granted(ledger, "q1");
            time.advance(Duration.ofDays(1));
            get(ledger.settle(reservation, ended(1, 1)));
            var summary = get(ledger.summary());
            assertThat(summary.requestsToday()).isZero();
            assertThat(summary.tokensToday()).isZero();
        }
    }

    @Test
    void onlyAnswersByAFallbackAreCountedAsSuch() throws Exception {
        try (var ledger = open(quotaOf(1), time)) {
            get(ledger.record(query("q1", "answered", "cloud")));
            get(ledger.record(query("q2", "answered_by_fallback", "local")));
            get(ledger.record(query("q3", "failed", null)));
            assertThat(get(ledger.summary()).fallbackCount()).isEqualTo(1);
        }
    }

    private QueryEntry query(
            String id, String outcome, @org.jspecify.annotations.Nullable String model) {
        return new QueryEntry(
                id,
                "ada",
                "c1",
                "chat",
                outcome,
                model,
                1,
                time.instant(),
                time.instant(),
                Trail.NONE);
    }

    @Test
    void aQueryIsFoundWithItsTrailAndTheTokensOfAllItsAttempts() throws Exception {
        var asked = attempt("q1");
        var trail =
                new Trail(
                        List.of(
                                new TrailEntry(0, new TrailEvent.AttemptBegan(1, "cloud", true)),
                                new TrailEntry(
                                        9,
                                        new TrailEvent.AttemptEnded(
                                                1, "cloud", "ok", new TokenUsage(3, 4, false))),
                                new TrailEntry(9, new TrailEvent.Stopped("answered", null))));
        var query =
                new QueryEntry(
                        "q1",
                        "ada",
                        "c1",
                        "chat",
                        "answered",
                        "cloud",
                        2,
                        time.instant(),
                        time.instant().plusMillis(9),
                        trail);
        try (var ledger = open(quotaOf(2), time)) {
            get(ledger.settle(granted(ledger, "q1"), ended(30, 12)));
            var unsure = new AttemptEnd(time.instant(), "cancelled", new TokenUsage(1, 2, true));
            get(ledger.record(asked, unsure));
            get(ledger.settle(granted(ledger, "q2"), ended(500, 500)));
            get(ledger.record(query));
            assertThat(get(ledger.query("q1")))
                    .contains(new EndedQuery(query, new TokenUsage(31, 14, true)));
        }
    }

    @Test
    void aQueryThatHasNotEndedIsNotFound() throws Exception {
        try (var ledger = open(quotaOf(1), time)) {
            get(ledger.settle(granted(ledger, "q1"), ended(1, 1)));
            assertThat(get(ledger.query("q1"))).isEmpty();
            assertThat(get(ledger.query("never"))).isEmpty();
        }
    }

    @Test
    void aQueryThatIsToldTwiceIsTheFirst() throws Exception {
        try (var ledger = open(quotaOf(1), time)) {
            get(ledger.record(query("q1", "answered_by_fallback", "local")));
            get(ledger.record(query("q1", "answered_by_fallback", "other")));
            var found = get(ledger.query("q1")).orElseThrow();
            assertThat(found.query().model()).isEqualTo("local");
            assertThat(found.usage()).isEqualTo(TokenUsage.NONE);
            assertThat(get(ledger.summary()).fallbackCount()).isEqualTo(1);
        }
    }

    @Test
    void aUserIsWarnedOncePerWindow() throws Exception {
        try (var ledger = open(quotaOf(1), time)) {
            var window = get(ledger.quotaStatus()).window();
            assertThat(get(ledger.claimWarning("ada", window))).isTrue();
            assertThat(get(ledger.claimWarning("ada", window))).isFalse();
            assertThat(get(ledger.claimWarning("ben", window))).isTrue();
            time.advance(Duration.ofDays(1));
            var next = get(ledger.quotaStatus()).window();
            assertThat(get(ledger.claimWarning("ada", next))).isTrue();
        }
    }

    @Test
    void manyThreadsTakeExactlyThePlacesThereAre() throws Exception {
        try (var ledger = open(quotaOf(50), time);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Admission>> asked = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                var attempt = attempt("q" + i);
                asked.add(threads.submit(() -> get(ledger.reserve(attempt))));
            }
            int granted = 0;
            for (var one : asked) {
                granted += one.get() instanceof Admission.Granted ? 1 : 0;
            }
            assertThat(granted).isEqualTo(50);
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(50);
        }
    }
}
