package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.NOON;
import static dev.understudy.store.LedgerFixture.get;
import static dev.understudy.store.LedgerFixture.quotaOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.usage.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Old entries in PostgreSQL, where replicas really write at the same time. */
@Timeout(120)
class PostgresRetentionTest {
    private final LedgerPostgres database = LedgerPostgres.empty();

    private JdbcLedger open(InstantSource clock) {
        var options = LedgerOptions.DEFAULT.withRetention(new Retention(7));
        return PostgresLedger.open(database.address(), quotaOf(1_000_000), clock, options);
    }

    @Test
    void replicasThatRollUpAtOnceCountNothingTwice() throws Exception {
        // Each look at the clock is past the lease of the other one: none leaves it to the other.
        var jumping = new AtomicLong(NOON.plus(Duration.ofDays(30)).toEpochMilli());
        InstantSource clock = () -> Instant.ofEpochMilli(jumping.addAndGet(20_000));
        try (var ledger = open(clock);
                var beside = open(clock)) {
            List<CompletionStage<Void>> written = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                var at = NOON.plus(Duration.ofHours(i % 99));
                written.addAll(RetentionTest.record(ledger, "q" + i, "user" + i % 7, at));
            }
            RetentionTest.await(written);
            var before = RetentionTest.byUser(ledger);
            long rolledUp = 0;
            for (long some = 1; some > 0; rolledUp += some) {
                var one = ledger.rollUp(50, Duration.ZERO);
                var other = beside.rollUp(50, Duration.ZERO);
                some = get(one) + get(other);
            }
            assertThat(rolledUp).isEqualTo(4_000);
            assertThat(RetentionTest.byUser(ledger)).isEqualTo(before);
            assertThat(database.number("SELECT count(*) FROM attempts")).isZero();
            assertThat(database.number("SELECT sum(queries) FROM day_sums")).isEqualTo(2_000);
            assertThat(LedgerCheck.of(database.address()).wrong()).isEmpty();
        }
    }

    @Test
    void oneReplicaLeavesItToTheOtherThatIsAtIt() throws Exception {
        var later = InstantSource.fixed(NOON.plus(Duration.ofDays(30)));
        try (var ledger = open(later);
                var beside = open(later)) {
            for (int i = 0; i < RetentionRows.BATCH + 1; i++) {
                RetentionTest.await(RetentionTest.record(ledger, "q" + i, "ada", NOON));
            }
            assertThat(get(ledger.rollUp(1, Duration.ZERO))).isEqualTo(2 * RetentionRows.BATCH);
            assertThat(get(beside.rollUp(1, Duration.ZERO))).isZero();
            assertThat(get(ledger.rollUp(1, Duration.ZERO))).isEqualTo(2);
        }
    }
}
