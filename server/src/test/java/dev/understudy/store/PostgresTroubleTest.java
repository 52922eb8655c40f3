package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.NOON;
import static dev.understudy.store.LedgerFixture.attempt;
import static dev.understudy.store.LedgerFixture.ended;
import static dev.understudy.store.LedgerFixture.get;
import static dev.understudy.store.LedgerFixture.granted;
import static dev.understudy.store.LedgerFixture.query;
import static dev.understudy.store.LedgerFixture.quotaOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.installed.PostgresServer;
import dev.understudy.quota.Admission;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.settings.DatabaseAddress;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PostgreSQL that is away, comes back, or was never right; and replicas that share it. */
@Timeout(120)
class PostgresTroubleTest {
    private final LedgerPostgres database = LedgerPostgres.empty();
    private final BlockingQueue<LedgerHealth> told = new LinkedBlockingQueue<>();

    private JdbcLedger open(long limit) {
        return open(database.address(), limit);
    }

    private JdbcLedger open(DatabaseAddress address, long limit) {
        return PostgresLedger.open(
                address,
                quotaOf(limit),
                InstantSource.fixed(NOON),
                LedgerOptions.DEFAULT.withHealthListener(told::add));
    }

    private void refusesToOpen(DatabaseAddress address, String why) {
        assertThatThrownBy(() -> open(address, 1).close())
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining(why)
                .hasMessageNotContaining(PostgresServer.ADMIN_PASSWORD)
                .hasMessageNotContaining("hunter2");
    }

    private void isRefused(JdbcLedger ledger, String why) throws Exception {
        assertThat(get(ledger.reserve(attempt("refused"))))
                .isInstanceOfSatisfying(
                        Admission.Unusable.class,
                        refused -> assertThat(refused.reason()).contains(why));
    }

    private void awaitHealth(Class<? extends LedgerHealth> health) throws Exception {
        LedgerHealth heard;
        do {
            heard = told.poll(30, TimeUnit.SECONDS);
            assertThat(heard).as("health heard of").isNotNull();
        } while (!health.isInstance(heard));
    }

    @Test
    void whatIsWrongWithTheAddressIsSaidAtTheStart() throws Exception {
        var address = database.address();
        refusesToOpen(database.address(address.port(), "hunter2"), "refuses this login");
        refusesToOpen(database.address(1, "hunter2"), "cannot be reached");
        database.administer("postgres", "DROP DATABASE " + database.name());
        refusesToOpen(address, "no such database");
    }

    @Test
    void aLoginThatMayNotMakeTheSchemaIsToldWhatItNeeds() throws Exception {
        database.administer("postgres", "CREATE ROLE poor LOGIN PASSWORD 'hunter2'");
        var address = database.address(database.server().port(), "hunter2");
        try {
            refusesToOpen(
                    new DatabaseAddress(
                            address.kind(),
                            address.host(),
                            address.port(),
                            address.database(),
                            Optional.of("poor"),
                            address.password(),
                            address.options()),
                    "must own the schema understudy");
        } finally {
            database.administer("postgres", "DROP ROLE poor");
        }
    }

    @Test
    void aNewerVersionIsRefused() throws Exception {
        open(1).close();
        database.sql("UPDATE flyway_schema_history SET version = '99' WHERE version = '2'");
        refusesToOpen(database.address(), "version 99");
    }

    @Test
    void tablesThatHaveGoneAreNotBegunAnew() throws Exception {
        try (var ledger = open(5)) {
            granted(ledger, "q1");
            database.sql("DROP SCHEMA understudy CASCADE");
            isRefused(ledger, "has lost its tables");
            awaitHealth(LedgerHealth.Unusable.class);
        }
        try (var ledger = open(5)) {
            granted(ledger, "after a restart");
        }
    }

    @Test
    void aLostConnectionIsMadeAnewAndNobodyNotices() throws Exception {
        try (var ledger = open(5)) {
            var reservation = granted(ledger, "q1");
            database.terminateSessions();
            granted(ledger, "q2");
            get(ledger.settle(reservation, ended(1, 1)));
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(2);
            assertThat(told).isEmpty();
        }
    }

    @Test
    void whileTheServerIsAwayAttemptsAreRefusedAndEndingsKept() throws Exception {
        try (var ledger = open(5)) {
            var settled = granted(ledger, "q1");
            var released = granted(ledger, "q2");
            database.server().stop();
            try {
                isRefused(ledger, "cannot be reached");
                awaitHealth(LedgerHealth.Unusable.class);
                assertThatThrownBy(() -> get(ledger.settle(settled, ended(30, 12))))
                        .hasMessageContaining("cannot be reached");
                assertThatThrownBy(() -> get(ledger.release(released, ended(0, 0))))
                        .hasMessageContaining("cannot be reached");
                assertThatThrownBy(() -> get(ledger.record(query("q1"))))
                        .hasMessageContaining("cannot be reached");
            } finally {
                database.server().start();
            }
            awaitHealth(LedgerHealth.Usable.class);
            var summary = get(ledger.summary());
            assertThat(summary.requestsToday()).isEqualTo(1);
            assertThat(summary.tokensTotal()).isEqualTo(42);
            assertThat(summary.fallbackCount()).isEqualTo(1);
        }
    }

    @Test
    void anIdleReplicaFindsOutByItselfThatTheServerIsAway() throws Exception {
        try (var _ = open(5)) {
            database.server().stop();
            try {
                awaitHealth(LedgerHealth.Unusable.class);
            } finally {
                database.server().start();
            }
            awaitHealth(LedgerHealth.Usable.class);
        }
    }

    @Test
    void aStandbyIsNotWrittenToAndItsPromotionIsNoticed() throws Exception {
        var readOnly =
                "ALTER DATABASE %s SET default_transaction_read_only = ".formatted(database.name());
        try (var ledger = open(5)) {
            database.administer("postgres", readOnly + "on");
            database.terminateSessions();
            isRefused(ledger, "is read-only");
            database.administer("postgres", readOnly + "off");
            awaitHealth(LedgerHealth.Usable.class);
            granted(ledger, "q1");
        }
    }

    @Test
    void aCommitThatNobodyHeardOfIsNotDoneTwice() throws Exception {
        try (var cutter = new CommitCutter(database.server().port());
                var ledger =
                        open(database.address(cutter.port(), PostgresServer.ADMIN_PASSWORD), 5)) {
            cutter.cutAtCommit();
            assertThatThrownBy(() ->
                            get(ledger.record(LedgerFixture.localAttempt("q1"), ended(30, 12))))
                    .hasMessageContaining("cannot be reached");
            cutter.awaitCut();
            assertThat(database.number("SELECT count(*) FROM attempts")).isEqualTo(1);
            cutter.letPass();
            awaitHealth(LedgerHealth.Usable.class);
            assertThat(get(ledger.summary()).tokensTotal()).isEqualTo(42);
            assertThat(database.number("SELECT count(*) FROM attempts")).isEqualTo(1);
        }
    }

    @Test
    void aPlaceThatNobodyHeardOfIsGivenBack() throws Exception {
        try (var cutter = new CommitCutter(database.server().port());
                var ledger =
                        open(database.address(cutter.port(), PostgresServer.ADMIN_PASSWORD), 5)) {
            granted(ledger, "q1");
            cutter.cutAtCommit();
            isRefused(ledger, "cannot be reached");
            assertThat(database.number("SELECT used FROM windows")).isEqualTo(2);
            cutter.letPass();
            awaitHealth(LedgerHealth.Usable.class);
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(1);
            assertThat(database.number("SELECT count(*) FROM attempts WHERE state = 'outstanding'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aNetworkThatSwallowsEverythingHangsNobodyForLong() throws Exception {
        try (var cutter = new CommitCutter(database.server().port());
                var ledger =
                        open(database.address(cutter.port(), PostgresServer.ADMIN_PASSWORD), 5)) {
            granted(ledger, "q1");
            cutter.swallow();
            isRefused(ledger, "cannot be reached");
            cutter.letPass();
            awaitHealth(LedgerHealth.Usable.class);
            granted(ledger, "q2");
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(2);
        }
    }

    @Test
    void whatADeadReplicaReservedIsSettledAndASlowOneCountsNothingTwice() throws Exception {
        try (var slow = open(5);
                var other = open(5)) {
            var reservation = granted(slow, "q1");
            assertThat(get(other.sweep())).as("it lives").isZero();
            database.sql("UPDATE owners SET seen_at = seen_at - interval '31 seconds'");
            assertThat(get(other.sweep())).as("it is taken for dead").isEqualTo(1);
            assertThatThrownBy(() -> get(slow.settle(reservation, ended(1, 1))))
                    .hasMessageContaining("ended before");
            granted(slow, "q2");
            assertThat(get(slow.sweep())).isZero();
            assertThat(get(other.sweep())).as("it lives again").isZero();
            assertThat(get(other.quotaStatus()).used()).isEqualTo(2);
        }
    }

    @Test
    void replicasThatStartAtOnceMakeTheTablesOnce() throws Exception {
        List<Future<JdbcLedger>> opening = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                opening.add(threads.submit(() -> open(5)));
            }
            for (var one : opening) {
                try (var ledger = one.get()) {
                    get(ledger.reserve(attempt("q")));
                }
            }
        }
        assertThat(database.number("SELECT used FROM windows")).isEqualTo(5);
    }

    @Test
    void replicasWarnAUserOnceBetweenThem() throws Exception {
        var window = new QuotaCalendar(0, ZoneOffset.UTC).windowAt(NOON);
        try (var one = open(5);
                var other = open(5)) {
            var first = one.claimWarning("ada", window);
            var second = other.claimWarning("ada", window);
            assertThat(List.of(get(first), get(second))).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void replicasThatTakePlacesTogetherNeverOverrun() throws Exception {
        List<Future<Integer>> taking = new ArrayList<>();
        try (var one = open(1_000);
                var other = open(1_000);
                var threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 16; i++) {
                var ledger = i % 2 == 0 ? one : other;
                taking.add(threads.submit(() -> takeAll(ledger)));
            }
            int taken = 0;
            for (var some : taken(taking)) {
                taken += some;
            }
            assertThat(taken).isEqualTo(1_000);
        }
    }

    @Test
    void aCheckFindsSumsThatAreWrong() throws Exception {
        try (var ledger = open(5)) {
            get(ledger.settle(granted(ledger, "q1"), ended(1, 1)));
            get(ledger.record(query("q1")));
            granted(ledger, "q2");
            assertThat(LedgerCheck.of(database.address()).wrong()).isEmpty();
            database.sql("UPDATE windows SET used = 1", "UPDATE totals SET tokens = 7");
            assertThat(LedgerCheck.of(database.address()).wrong())
                    .satisfiesExactly(
                            window -> assertThat(window).contains("says 1 places"),
                            total -> assertThat(total).contains("the total of tokens is 7"));
        }
    }

    private static List<Integer> taken(List<Future<Integer>> taking) throws Exception {
        List<Integer> all = new ArrayList<>();
        for (var one : taking) {
            all.add(one.get());
        }
        return all;
    }

    private static int takeAll(JdbcLedger ledger) throws Exception {
        int taken = 0;
        while (get(ledger.reserve(attempt("q"))) instanceof Admission.Granted(var place, var _)) {
            taken++;
            if (taken % 2 == 0) {
                get(ledger.settle(place, ended(1, 1)));
            }
        }
        return taken;
    }
}
