package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.NOON;
import static dev.understudy.store.LedgerFixture.get;
import static dev.understudy.store.LedgerFixture.quotaOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.TokenUsage;
import dev.understudy.time.ManualTime;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.HistoryBy;
import dev.understudy.usage.HistoryView;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.Retention;
import dev.understudy.usage.Trail;
import dev.understudy.usage.TrailEntry;
import dev.understudy.usage.TrailEvent;
import dev.understudy.usage.UsageHistory;
import dev.understudy.usage.UsageLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of old entries; that no view changes is {@link RetentionPropertyTest}'s. */
@Timeout(120)
class RetentionTest {
    private static final Trail TRAIL =
            new Trail(List.of(new TrailEntry(3, new TrailEvent.Stopped("answered", null))));

    @TempDir Path folder;

    private final ManualTime time = new ManualTime(NOON);

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private JdbcLedger open(InstantSource clock) {
        var options = LedgerOptions.DEFAULT.withRetention(new Retention(7));
        return SqliteLedger.open(file(), quotaOf(1_000_000), clock, options);
    }

    /** One query of one attempt on a local model. */
    static List<CompletionStage<Void>> record(
            UsageLedger ledger, String id, String user, Instant at) {
        var usage = new TokenUsage(30, 12, false);
        return List.of(
                ledger.record(
                        new AttemptStart(id, 1, "local", false, user, "chat", at),
                        new AttemptEnd(at, AttemptEnd.OK, usage)),
                ledger.record(
                        new QueryEntry(
                                id, user, "c", "chat", "answered", "local", 1, at, at, TRAIL)));
    }

    static void await(List<CompletionStage<Void>> written) throws Exception {
        for (var one : written) {
            get(one);
        }
    }

    static UsageHistory byUser(UsageLedger ledger) throws Exception {
        return get(ledger.history(new HistoryView(366, Optional.of(HistoryBy.USER))));
    }

    private long number(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    private void change(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    @Test
    void aQueryIsKeptWithItsTrailForItsDaysAndThenOnlyCounted() throws Exception {
        try (var ledger = open(time)) {
            await(record(ledger, "q1", "ada", time.instant()));
            time.advance(Duration.ofDays(7));
            assertThat(get(ledger.rollUp(RollUp.MOST_STEPS, Duration.ZERO))).isZero();
            assertThat(get(ledger.query("q1")).orElseThrow().query().trail()).isEqualTo(TRAIL);
            var before = byUser(ledger);

            time.advance(Duration.ofDays(1));
            assertThat(get(ledger.rollUp(RollUp.MOST_STEPS, Duration.ZERO))).isEqualTo(2);
            assertThat(get(ledger.query("q1"))).isEmpty();
            assertThat(byUser(ledger).total()).isEqualTo(before.total());
            assertThat(number("SELECT count(*) FROM attempts")).isZero();
            assertThat(number("SELECT count(*) FROM queries")).isZero();
            assertThat(number("SELECT count(*) FROM trails")).isZero();
            assertThat(number("SELECT count(*) FROM day_sums")).isOne();
        }
    }

    @Test
    void aQueryStaysWhileOneOfItsAttemptsRuns() throws Exception {
        try (var ledger = open(time)) {
            var reserved = LedgerFixture.granted(ledger, "q1");
            get(ledger.record(LedgerFixture.query("q1")));
            time.advance(Duration.ofDays(30));
            assertThat(get(ledger.rollUp(RollUp.MOST_STEPS, Duration.ZERO))).isZero();

            get(ledger.settle(reserved, LedgerFixture.ended(1, 1)));
            assertThat(get(ledger.rollUp(RollUp.MOST_STEPS, Duration.ZERO))).isEqualTo(2);
            var byOutcome = new HistoryView(40, Optional.of(HistoryBy.OUTCOME));
            assertThat(get(ledger.history(byOutcome)).parts()).hasSize(1);
        }
    }

    @Test
    void aRoundHasABoundAndTheNextOneGoesOn() throws Exception {
        try (var ledger = open(time)) {
            for (int i = 0; i < RetentionRows.BATCH + 5; i++) {
                await(record(ledger, "q" + i, "ada", time.instant()));
            }
            time.advance(Duration.ofDays(30));
            assertThat(get(ledger.rollUp(1, Duration.ZERO))).isEqualTo(2 * RetentionRows.BATCH);
            assertThat(get(ledger.rollUp(RollUp.MOST_STEPS, Duration.ZERO))).isEqualTo(10);
            assertThat(number("SELECT queries FROM day_sums")).isEqualTo(RetentionRows.BATCH + 5);
        }
    }

    @Test
    void usersBeyondTheBoundOfADayAreOneSumAndThoseWithMostEntriesAreNot() throws Exception {
        try (var ledger = open(time)) {
            List<CompletionStage<Void>> written = new ArrayList<>();
            int users = Retention.MOST_USERS + 150;
            for (int i = 0; i < users; i++) {
                written.addAll(record(ledger, "q" + i, "user" + i, time.instant()));
            }
            for (int i = 0; i < 5; i++) {
                written.addAll(record(ledger, "more" + i, "user" + (users - 1), time.instant()));
            }
            await(written);
            var before = byUser(ledger).parts();

            time.advance(Duration.ofDays(9));
            assertThat(get(ledger.rollUp(RollUp.MOST_STEPS, Duration.ZERO)))
                    .isEqualTo(2L * (users + 5));

            assertThat(byUser(ledger).parts()).isEqualTo(before);
            assertThat(number("SELECT count(DISTINCT \"user\") FROM day_sums WHERE others = 0"))
                    .isEqualTo(Retention.MOST_USERS);
            assertThat(number("SELECT queries FROM day_sums WHERE others = 1")).isEqualTo(150);
            assertThat(LedgerCheck.of(file()).wrong()).isEmpty();
        }
    }

    @Test
    void aDayThatNoViewReachesIsOneSum() throws Exception {
        try (var ledger = open(time)) {
            List<CompletionStage<Void>> written = new ArrayList<>();
            for (int i = 0; i < 2 * RetentionRows.BATCH; i++) {
                written.addAll(record(ledger, "q" + i, "user" + i, time.instant()));
            }
            await(written);
            time.advance(Duration.ofDays(30));
            get(ledger.rollUp(RollUp.MOST_STEPS, Duration.ZERO));
            time.advance(Duration.ofDays(360));
            // A day that was rolled up meanwhile, as there is one every day.
            await(record(ledger, "late", "ada", time.instant()));
            time.advance(Duration.ofDays(9));
            get(ledger.rollUp(RollUp.MOST_STEPS, Duration.ZERO));

            assertThat(number("SELECT count(*) FROM day_sums WHERE others = 2")).isOne();
            assertThat(number("SELECT queries FROM day_sums WHERE others = 2"))
                    .isEqualTo(2 * RetentionRows.BATCH);
            assertThat(number("SELECT count(*) FROM day_sums")).isEqualTo(2);
            assertThat(LedgerCheck.of(file()).wrong()).isEmpty();
        }
    }

    @Test
    void twoProcessesThatRollUpAtOnceCountNothingTwice() throws Exception {
        // Each look at the clock is past the lease of the other one: none ever waits its turn.
        var jumping = new AtomicLong(NOON.plus(Duration.ofDays(30)).toEpochMilli());
        InstantSource clock = () -> Instant.ofEpochMilli(jumping.addAndGet(20_000));
        try (var ledger = open(clock);
                var beside = open(clock)) {
            List<CompletionStage<Void>> written = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                written.addAll(
                        record(
                                ledger,
                                "q" + i,
                                "user" + i % 7,
                                NOON.plus(Duration.ofHours(i % 99))));
            }
            await(written);
            var before = byUser(ledger);
            long rolledUp = 0;
            for (long some = 1; some > 0; rolledUp += some) {
                var one = ledger.rollUp(RollUp.MOST_STEPS, Duration.ZERO);
                var other = beside.rollUp(RollUp.MOST_STEPS, Duration.ZERO);
                some = get(one) + get(other);
            }
            assertThat(rolledUp).isEqualTo(4_000);
            assertThat(byUser(ledger)).isEqualTo(before);
            assertThat(LedgerCheck.of(file()).wrong()).isEmpty();
        }
    }

    @Test
    void theFileStopsGrowing() throws Exception {
        List<Long> bytes = new ArrayList<>();
        try (var ledger = open(time)) {
            for (int day = 0; day < 60; day++) {
                List<CompletionStage<Void>> written = new ArrayList<>();
                for (int i = 0; i < 300; i++) {
                    written.addAll(record(ledger, day + "-" + i, "user" + i % 20, time.instant()));
                }
                await(written);
                get(ledger.rollUp(RollUp.MOST_STEPS, Duration.ZERO));
                time.advance(Duration.ofDays(1));
                bytes.add(
                        number(
                                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"));
            }
        }
        System.out.printf(
                "bytes of the ledger after 5, 12, 30 and 60 days of 300 queries: %,d, %,d, %,d, %,d%n",
                bytes.get(4), bytes.get(11), bytes.get(29), bytes.get(59));
        assertThat(bytes.get(4)).isLessThan(bytes.get(11) * 3 / 4);
        assertThat(bytes.get(59)).isLessThan(bytes.get(11) * 5 / 4);
        assertThat(Files.size(file())).isGreaterThan(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE day_sums SET queries = 0, fallbacks = 1|by a fallback is 0, its rows are 1",
                "UPDATE day_sums SET prompt_tokens = 31|says 0 places and 42 tokens",
                "UPDATE day_sums SET requests = 1|the total of requests is 0, its rows are 1",
                "DELETE FROM day_sums|the total of tokens is 42, its rows are 0",
                "DELETE FROM windows|1 days that were rolled up belong to a window that is not there",
                "UPDATE day_sums SET attempts = 0, requests = 1|have more of something than of all",
                "UPDATE day_sums SET queries = -1|have more of something than of all"
            })
    void theCheckCountsWhatWasRolledUp(String change, String found) throws Exception {
        try (var ledger = open(time)) {
            await(record(ledger, "q1", "ada", time.instant()));
            time.advance(Duration.ofDays(9));
            get(ledger.rollUp(RollUp.MOST_STEPS, Duration.ZERO));
        }
        var whole = LedgerCheck.of(file());
        assertThat(whole.wrong()).isEmpty();
        assertThat(whole.facts()).contains("1 attempts and 1 queries of 1 days were rolled up");
        change(change);
        assertThat(LedgerCheck.of(file()).wrong())
                .anySatisfy(line -> assertThat(line).contains(found, "restore a backup"));
    }
}
