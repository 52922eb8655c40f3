package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.NOON;
import static dev.understudy.store.LedgerFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Admission;
import dev.understudy.quota.Claim;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.LimitChange;
import dev.understudy.quota.LimitChanged;
import dev.understudy.quota.LimitName;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.LimitStatus;
import dev.understudy.quota.LimitUnit;
import dev.understudy.quota.Limits;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.Standing;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits in a ledger that is opened again, by others, with other settings, or after a death. */
class LedgerLimitsTest {
    private static final Claim ADA = new Claim("ada", "webui", "cloud", true);
    private static final LimitName ADAS = new LimitName(LimitScope.USER, "ada", LimitUnit.REQUESTS);

    private static final LimitName KEYS =
            new LimitName(LimitScope.KEY, "webui", LimitUnit.REQUESTS);

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private JdbcLedger open(long perUser, long tokensPerUser) {
        var limits = new Limits(0, perUser, tokensPerUser, 0, 0, Map.of(), 0, Set.of());
        var quota =
                new Quota(
                        100, 0.8, OnExceeded.REJECT, new QuotaCalendar(0, ZoneOffset.UTC), limits);
        return SqliteLedger.open(file(), quota, InstantSource.fixed(NOON), LedgerOptions.DEFAULT);
    }

    private static AttemptStart attempt(String user, long expectedTokens) {
        return new AttemptStart(
                "q", 1, "cloud", true, user, "chat", NOON, "webui", 0, expectedTokens);
    }

    private static AttemptEnd cost(long tokens) {
        return new AttemptEnd(NOON, AttemptEnd.OK, new TokenUsage(tokens, 0, false));
    }

    private static Admission.Granted granted(JdbcLedger ledger, AttemptStart attempt)
            throws Exception {
        var admission = get(ledger.reserve(attempt));
        assertThat(admission).isInstanceOf(Admission.Granted.class);
        return (Admission.Granted) admission;
    }

    private static QuotaStatus limit(Standing standing, LimitUnit unit) {
        return standing.limits().stream()
                .filter(it -> it.name().scope() == LimitScope.USER && it.name().unit() == unit)
                .findFirst()
                .orElseThrow();
    }

    private static QuotaStatus limit(JdbcLedger ledger, LimitUnit unit) throws Exception {
        return limit(get(ledger.standing(ADA)), unit);
    }

    @Test
    void aLimitThatIsSetInTheMiddleOfADayCountsWhatWasUsedBefore() throws Exception {
        try (var ledger = open(0, 0)) {
            get(ledger.settle(granted(ledger, attempt("ada", 0)).reservation(), cost(40)));
            get(ledger.release(granted(ledger, attempt("ada", 0)).reservation(), cost(0)));
            granted(ledger, attempt("ben", 0));
        }
        try (var ledger = open(2, 1_000)) {
            assertThat(limit(ledger, LimitUnit.REQUESTS).used()).isEqualTo(1);
            assertThat(limit(ledger, LimitUnit.TOKENS).used()).isEqualTo(40);
            var standing = granted(ledger, attempt("ada", 7)).standing();
            assertThat(limit(standing, LimitUnit.REQUESTS).used()).isEqualTo(2);
            assertThat(limit(standing, LimitUnit.TOKENS).used())
                    .as("what it may cost is no use yet")
                    .isEqualTo(40);
            assertThat(get(ledger.reserve(attempt("ada", 0)))).isInstanceOf(Admission.Spent.class);
        }
        assertThat(LedgerCheck.of(file()).wrong()).isEmpty();
    }

    @Test
    void aProcessWithoutTheLimitCountsForThoseThatHaveIt() throws Exception {
        try (var limited = open(2, 0);
                var unlimited = open(0, 0)) {
            granted(limited, attempt("ada", 0));
            granted(unlimited, attempt("ada", 0));
            assertThat(get(limited.reserve(attempt("ada", 0)))).isInstanceOf(Admission.Spent.class);
            granted(unlimited, attempt("ada", 0));
            assertThat(limit(limited, LimitUnit.REQUESTS).used()).isEqualTo(3);
        }
        assertThat(LedgerCheck.of(file()).wrong()).isEmpty();
    }

    @Test
    void whatADeadProcessHeldStaysAPlaceAndIsNoTokens() throws Exception {
        try (var ledger = open(5, 1_000)) {
            granted(ledger, attempt("ada", 900));
            assertThat(limit(ledger, LimitUnit.TOKENS).used()).isEqualTo(900);
        }
        try (var ledger = open(5, 1_000)) {
            assertThat(limit(ledger, LimitUnit.REQUESTS).used()).isEqualTo(1);
            assertThat(limit(ledger, LimitUnit.TOKENS).used()).isZero();
        }
        assertThat(LedgerCheck.of(file()).wrong()).isEmpty();
    }

    @Test
    void aChangeOfOneProcessHoldsInTheOtherAndAfterARestart() throws Exception {
        try (var one = open(1, 0);
                var other = open(1, 0)) {
            granted(other, attempt("ada", 0));
            get(one.change(new LimitChange(ADAS, 1, true, "ops")));
            granted(other, attempt("ada", 0));
            assertThat(get(other.reserve(attempt("ada", 0)))).isInstanceOf(Admission.Spent.class);
        }
        try (var ledger = open(1, 0)) {
            assertThat(limit(ledger, LimitUnit.REQUESTS).limit()).isEqualTo(2);
        }
    }

    @Test
    void threadsOfTwoProcessesTakeWhatTheLimitsAllowAndGiveBackWhatTheyRelease() throws Exception {
        try (var one = open(10, 0);
                var other = open(10, 0);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 400; i++) {
                var ledger = i % 2 == 0 ? one : other;
                var attempt = attempt("user" + i % 4, 0);
                boolean released = i % 5 == 0;
                asked.add(threads.submit(() -> keeps(ledger, attempt, released)));
            }
            int kept = 0;
            for (var place : asked) {
                kept += place.get() ? 1 : 0;
            }
            assertThat(get(one.quotaStatus()).used()).isEqualTo(kept);
            assertThat(kept).isBetween(1, 40);
            // What was released is free for everybody: nothing has leaked.
            for (int user = 0; user < 4; user++) {
                var claim = new Claim("user" + user, "webui", "cloud", true);
                long left = limit(get(one.standing(claim)), LimitUnit.REQUESTS).remaining();
                for (long i = 0; i < left; i++) {
                    granted(other, attempt("user" + user, 0));
                }
                assertThat(get(one.reserve(attempt("user" + user, 0))))
                        .isInstanceOf(Admission.Spent.class);
            }
            assertThat(get(one.quotaStatus()).used()).isEqualTo(40);
        }
        assertThat(LedgerCheck.of(file()).wrong()).isEmpty();
    }

    private static boolean keeps(JdbcLedger ledger, AttemptStart attempt, boolean released)
            throws Exception {
        if (!(get(ledger.reserve(attempt)) instanceof Admission.Granted(var place, var _))) {
            return false;
        }
        if (released) {
            get(ledger.release(place, cost(0)));
        } else {
            get(ledger.settle(place, cost(3)));
        }
        return !released;
    }

    @Test
    void talliesThatHoldTooLittleAreNamedByTheCheck() throws Exception {
        try (var ledger = open(5, 0)) {
            granted(ledger, attempt("ada", 0));
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute("UPDATE tallies SET used = 0");
        }
        assertThat(LedgerCheck.of(file()).wrong())
                .anySatisfy(line ->
                        assertThat(line)
                                .contains("1 tallies hold fewer places than their attempts took"));
    }

    @Test
    void theLimitOfServersIsSeenByWhoHasAnotherOneAlsoWhereItWasRaisedForToday() throws Exception {
        try (var server = LedgerFixture.open(file(), 20)) {
            assertThat(server.limitSeen()).isEmpty();
            get(server.reserve(LedgerFixture.attempt("q")));
            try (var command = LedgerFixture.open(file(), 1_000)) {
                assertThat(command.limitSeen()).hasValue(20);
            }
            var grant = new LimitChange(LimitName.GLOBAL_REQUESTS, 5, true, "ops");
            assertThat(get(server.change(grant))).isInstanceOf(LimitChanged.Done.class);
            get(server.reserve(LedgerFixture.attempt("q")));
            assertThat(server.limitSeen()).as("25 is no configured limit").isEmpty();
        }
    }

    @Test
    void theLimitThatAKeyGotInTheMiddleOfADayCountsWhatItTookBeforeAndIsChangedForAll()
            throws Exception {
        var keys = KeyLimits.of(Map.of("webui", 3L, "idle", 7L));
        try (var ledger = open(0, 0)) {
            get(ledger.settle(granted(ledger, attempt("ada", 0)).reservation(), cost(40)));
            get(ledger.release(granted(ledger, attempt("ada", 0)).reservation(), cost(0)));
            granted(ledger, attempt("ben", 0));
            assertThat(keysShown(ledger, keys)).containsExactly("webui 2/3", "idle 0/7");

            var one = new LimitChange(KEYS, 1, true, "ops");
            assertThat(get(ledger.change(one, keys))).isInstanceOf(LimitChanged.Done.class);
            try (var other = open(0, 0)) {
                granted(other, limitedAttempt());
                granted(ledger, limitedAttempt());
                assertThat(get(other.reserve(limitedAttempt())))
                        .isInstanceOf(Admission.Spent.class);
            }
        }
        try (var ledger = open(0, 0)) {
            assertThat(keysShown(ledger, keys)).containsExactly("webui 4/4", "idle 0/7");
            assertThat(get(ledger.reserve(limitedAttempt()))).isInstanceOf(Admission.Spent.class);
        }
        assertThat(LedgerCheck.of(file()).wrong()).isEmpty();
    }

    private static AttemptStart limitedAttempt() {
        return new AttemptStart("q", 1, "cloud", true, "ada", "chat", NOON, "webui", 3, 0);
    }

    private static List<String> keysShown(JdbcLedger ledger, KeyLimits keys) throws Exception {
        return get(ledger.summary(keys)).limits().stream()
                .map(LimitStatus::status)
                .filter(it -> it.name().scope() == LimitScope.KEY)
                .map(it -> "%s %d/%d".formatted(it.name().name(), it.used(), it.limit()))
                .toList();
    }
}
