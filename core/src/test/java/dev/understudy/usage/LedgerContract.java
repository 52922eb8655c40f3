package dev.understudy.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Admission;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.quota.Reservation;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every ledger must do, whatever it stores its rows in. */
public abstract class LedgerContract extends LimitsContract {
    protected static Quota quotaOf(long limit) {
        return new Quota(limit, 0.8, OnExceeded.REJECT, new QuotaCalendar(0, ZoneOffset.UTC));
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

    private QueryEntry query(String id, String outcome, @Nullable String model) {
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

    private QueryEntry ended(String id, String user, String outcome, @Nullable String model) {
        return new QueryEntry(
                id,
                user,
                "c1",
                "chat",
                outcome,
                model,
                1,
                time.instant(),
                time.instant(),
                Trail.NONE);
    }

    private static UsageCounts counts(
            long requests, long attempts, long queries, long in, long out, long estimated) {
        return new UsageCounts(requests, attempts, queries, in, out, estimated, 0);
    }

    private static UsageHistory history(UsageLedger ledger, int days, @Nullable HistoryBy by)
            throws Exception {
        return get(ledger.history(new HistoryView(days, Optional.ofNullable(by))));
    }

    /** Two days of use with an empty one between them. */
    private void use(UsageLedger ledger) throws Exception {
        get(ledger.settle(granted(ledger, "q1"), ended(30, 12)));
        get(ledger.record(ended("q1", "ada", "answered", "cloud")));
        time.advance(Duration.ofDays(2));
        get(ledger.release(granted(ledger, "q2"), ended(0, 0)));
        granted(ledger, "q3");
        var local = new AttemptStart("q2", 2, "local", false, "ben", "agents", time.instant());
        get(ledger.record(local, new AttemptEnd(time.instant(), "ok", new TokenUsage(5, 6, true))));
        get(ledger.record(ended("q2", "ben", "answered_by_fallback", "local")));
        get(ledger.record(ended("q4", "ada", "failed", null)));
    }

    @Test
    void theHistoryHasEachDayAndThoseWithoutUse() throws Exception {
        try (var ledger = open(quotaOf(9), time)) {
            use(ledger);
            var history = history(ledger, 4, null);

            assertThat(history.days())
                    .extracting(day -> day.date().toString())
                    .containsExactly("2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12");
            assertThat(history.days())
                    .extracting(UsageDay::counts)
                    .containsExactly(
                            UsageCounts.NONE,
                            counts(1, 1, 1, 30, 12, 0),
                            UsageCounts.NONE,
                            new UsageCounts(1, 3, 2, 5, 6, 1, 1));
            assertThat(history.days().getLast().counts().requests())
                    .isEqualTo(get(ledger.quotaStatus()).used());
            assertThat(history.days()).allMatch(day -> day.parts().isEmpty());
            assertThat(history(ledger, 1, null).total())
                    .isEqualTo(new UsageCounts(1, 3, 2, 5, 6, 1, 1));
        }
    }

    @Test
    void theHistoryIsDividedByWhatIsAskedForAndItsPartsMakeUpTheDays() throws Exception {
        try (var ledger = open(quotaOf(9), time)) {
            use(ledger);

            assertThat(history(ledger, 3, HistoryBy.MODEL).parts())
                    .containsExactly(
                            part("cloud", counts(2, 3, 1, 30, 12, 0)),
                            part("local", new UsageCounts(0, 1, 1, 5, 6, 1, 1)),
                            new UsagePart(new UsageName.Nameless(), counts(0, 0, 1, 0, 0, 0)));
            assertThat(history(ledger, 3, HistoryBy.USER).parts())
                    .containsExactly(
                            part("ada", counts(2, 3, 2, 30, 12, 0)),
                            part("ben", new UsageCounts(0, 1, 1, 5, 6, 1, 1)));
            assertThat(history(ledger, 3, HistoryBy.TEAM).parts())
                    .containsExactly(
                            part("chat", new UsageCounts(2, 3, 3, 30, 12, 0, 1)),
                            part("agents", counts(0, 1, 0, 5, 6, 1)));
            assertThat(history(ledger, 3, HistoryBy.OUTCOME).parts())
                    .containsExactly(
                            part("answered_by_fallback", new UsageCounts(0, 2, 1, 5, 6, 1, 1)),
                            part("answered", counts(1, 1, 1, 30, 12, 0)),
                            new UsagePart(new UsageName.Nameless(), counts(1, 1, 0, 0, 0, 0)),
                            part("failed", counts(0, 0, 1, 0, 0, 0)));
            var undivided = history(ledger, 3, null);
            for (var by : HistoryBy.values()) {
                assertThat(history(ledger, 3, by).days())
                        .extracting(UsageDay::counts)
                        .isEqualTo(undivided.days().stream().map(UsageDay::counts).toList());
            }
        }
    }

    private static UsagePart part(String name, UsageCounts counts) {
        return new UsagePart(new UsageName.Named(name), counts);
    }

    @Test
    void namesBeyondTheBoundAreOneSumAndNothingIsLost() throws Exception {
        try (var ledger = open(quotaOf(1), time)) {
            for (int i = 0; i < HistoryView.MOST_NAMES + 7; i++) {
                var id = "q" + i;
                get(ledger.record(ended(id, "user" + i, "failed", null)));
                if (i == 55) {
                    get(ledger.record(ended(id + "again", "user" + i, "failed", null)));
                }
            }
            var parts = history(ledger, 1, HistoryBy.USER).parts();
            assertThat(parts).hasSize(HistoryView.MOST_NAMES + 1);
            assertThat(parts).contains(part("user55", counts(0, 0, 2, 0, 0, 0)));
            assertThat(parts)
                    .contains(new UsagePart(new UsageName.Others(), counts(0, 0, 7, 0, 0, 0)));
        }
    }
}
