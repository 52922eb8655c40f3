package dev.understudy.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Admission;
import dev.understudy.quota.LimitChange;
import dev.understudy.quota.LimitChanged;
import dev.understudy.quota.LimitName;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.LimitUnit;
import dev.understudy.quota.Limits;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.quota.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** More users, keys, models and windows than are remembered: no limit is passed by that. */
class InMemoryTalliesTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    /** Two tallies are those of all together, and of the model. */
    private static final int MOST_USERS = InMemoryTallies.MOST_TALLIES - 2;

    private static final Limits ONE_PER_USER = new Limits(0, 1, 0, 0, 0, Map.of(), 0, Set.of());

    private static UsageLedger open(Limits limits) {
        var calendar = new QuotaCalendar(0, ZoneOffset.UTC);
        return new InMemoryLedger(
                new Quota(1_000_000, 0.8, OnExceeded.REJECT, calendar, limits),
                InstantSource.fixed(NOON));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static AttemptStart attempt(String user, Instant at) {
        return new AttemptStart("q", 1, "cloud", true, user, "chat", at);
    }

    private static AttemptStart byKey(String user, String key, long keyLimit) {
        return new AttemptStart("q", 1, "cloud", true, user, "chat", NOON, key, keyLimit, 0);
    }

    private static Reservation granted(UsageLedger ledger, AttemptStart attempt) throws Exception {
        var admission = get(ledger.reserve(attempt));
        assertThat(admission).isInstanceOf(Admission.Granted.class);
        return ((Admission.Granted) admission).reservation();
    }

    private static void countUsers(UsageLedger ledger, int users) throws Exception {
        for (int i = 0; i < users; i++) {
            granted(ledger, attempt("user " + i, NOON));
        }
    }

    private static LimitChange grantTo(String user) {
        var limit = new LimitName(LimitScope.USER, user, LimitUnit.REQUESTS);
        return new LimitChange(limit, 1, true, "ops");
    }

    @Test
    void oneUserTooManyIsRefusedAndTheOthersKeepTheirLimits() throws Exception {
        try (var ledger = open(ONE_PER_USER)) {
            countUsers(ledger, MOST_USERS);
            assertThat(get(ledger.reserve(attempt("ada", NOON))))
                    .isInstanceOfSatisfying(
                            Admission.Unusable.class,
                            refused -> assertThat(refused.reason()).contains("more than 10000"));
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(MOST_USERS);
            assertThat(get(ledger.reserve(attempt("user 0", NOON))))
                    .isInstanceOf(Admission.Spent.class);

            assertThat(get(ledger.change(grantTo("user 0")))).isInstanceOf(LimitChanged.Done.class);
            granted(ledger, attempt("user 0", NOON));
            assertThatThrownBy(() -> get(ledger.change(grantTo("ada"))))
                    .hasMessageContaining("more than 10000");
            assertThat(get(ledger.reserve(attempt("ada", NOON.plus(Duration.ofDays(1))))))
                    .as("the next day")
                    .isInstanceOf(Admission.Granted.class);
        }
    }

    @Test
    void whomNoLimitBindsIsNotRefusedForWantOfATally() throws Exception {
        try (var ledger = open(Limits.NONE)) {
            countUsers(ledger, MOST_USERS + 2);
            var last = granted(ledger, attempt("ada", NOON));
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(MOST_USERS + 3);
            get(ledger.release(last, new AttemptEnd(NOON, "no route", TokenUsage.NONE)));
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(MOST_USERS + 2);
        }
    }

    /** Its attempts from before are in no tally, and its limit would not hold for them. */
    @Test
    void aKeyThatWasLeftOutMayNotBeginOnceItHasALimit() throws Exception {
        try (var ledger = open(Limits.NONE)) {
            countUsers(ledger, MOST_USERS - 1);
            // There is room for one tally, and these are two: so neither is counted.
            granted(ledger, byKey("ada", "script", 0));
            assertThat(get(ledger.reserve(byKey("user 0", "script", 1))))
                    .isInstanceOf(Admission.Unusable.class);
        }
    }

    @Test
    void nothingThatALimitBindsBeginsInAWindowThatIsForgotten() throws Exception {
        try (var ledger = open(ONE_PER_USER)) {
            granted(ledger, attempt("ada", NOON));
            granted(ledger, attempt("ada", NOON.plus(Duration.ofDays(1))));
            granted(ledger, attempt("ada", NOON.plus(Duration.ofDays(2))));
            assertThat(get(ledger.reserve(attempt("ada", NOON))))
                    .isInstanceOf(Admission.Unusable.class);
        }
    }
}
