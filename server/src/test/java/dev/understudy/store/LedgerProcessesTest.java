package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.attempt;
import static dev.understudy.store.LedgerFixture.get;
import static dev.understudy.store.LedgerFixture.granted;
import static dev.understudy.store.LedgerFixture.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.quota.Admission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several ledgers on one file: in one process, in several, and in one that is killed. */
@Timeout(120)
class LedgerProcessesTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    @Test
    void twoLedgersOfOneProcessShareTheQuota() throws Exception {
        try (var one = open(file(), 2);
                var two = open(file(), 2)) {
            granted(one, "q1");
            granted(two, "q2");
            assertThat(get(one.reserve(attempt("q3")))).isInstanceOf(Admission.Spent.class);
            assertThat(get(two.quotaStatus()).used()).isEqualTo(2);
        }
    }

    @Test
    void aLivingNeighboursReservationIsLeftAlone() throws Exception {
        try (var one = open(file(), 2)) {
            var reservation = granted(one, "q1");
            try (var two = open(file(), 2)) {
                assertThat(get(two.sweep())).isZero();
            }
            get(one.release(reservation, LedgerFixture.ended(0, 0)));
            assertThat(get(one.quotaStatus()).used()).isZero();
        }
    }

    @Test
    void theSameLedgerIsFoundOverALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        Files.createDirectory(folder.resolve("real"));
        try (var one = open(folder.resolve("real/ledger.db"), 2)) {
            granted(one, "q1");
            try (var two = open(link.resolve("ledger.db"), 2)) {
                assertThat(get(two.sweep())).isZero();
                assertThat(get(two.quotaStatus()).used()).isEqualTo(1);
            }
        }
    }

    @Test
    void whatAClosedLedgerLeftIsSettledByTheNext() throws Exception {
        try (var one = open(file(), 3)) {
            granted(one, "q1");
            get(one.settle(granted(one, "q2"), LedgerFixture.ended(30, 12)));
            get(one.record(LedgerFixture.query("q2")));
        }
        try (var two = open(file(), 3)) {
            var summary = get(two.summary());
            assertThat(summary.requestsToday()).isEqualTo(2);
            assertThat(summary.tokensToday()).isEqualTo(42);
            assertThat(summary.fallbackCount()).isEqualTo(1);
        }
        assertThat(outstanding()).isZero();
    }

    @Test
    void twoProcessesTakeExactlyThePlacesThereAre() throws Exception {
        long limit = 4_000;
        var one = LedgerHammer.start(file(), limit);
        var two = LedgerHammer.start(file(), limit);
        try (var outOne = LedgerHammer.output(one);
                var outTwo = LedgerHammer.output(two)) {
            List<String> linesOne = outOne.readAllLines();
            List<String> linesTwo = outTwo.readAllLines();
            assertThat(linesOne).last().isEqualTo("done");
            assertThat(linesTwo).last().isEqualTo("done");
            Set<String> places = new HashSet<>(linesOne);
            places.addAll(linesTwo);
            assertThat(linesOne.size() + linesTwo.size() - 2).isEqualTo((int) limit);
            assertThat(places).hasSize((int) limit + 1);
        } finally {
            one.destroyForcibly();
            two.destroyForcibly();
        }
        try (var ledger = open(file(), limit)) {
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(limit);
        }
    }

    @Test
    void aKilledProcessLosesNoPlaceThatItWasGiven() throws Exception {
        var child = LedgerHammer.start(file(), 1_000_000);
        long said = 0;
        try (var output = LedgerHammer.output(child)) {
            while (said < 500) {
                assertThat(output.readLine()).startsWith("granted ");
                said++;
            }
            // Over the handle, which leaves the pipe with the last words open.
            child.toHandle().destroyForcibly();
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                said++;
            }
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(outstanding()).isPositive();

        try (var ledger = open(file(), 1_000_000)) {
            assertThat(get(ledger.quotaStatus()).used())
                    .isBetween(said - 1, said + LedgerHammer.THREADS);
            assertThat(outstanding()).isZero();
            assertThat(rows("SELECT count(*) FROM attempts WHERE result = 'process died'"))
                    .isPositive();
            try (var owners = Files.list(folder.resolve("ledger.owners"))) {
                assertThat(owners).as("the dead owner's file is gone").hasSize(1);
            }
            granted(ledger, "q1");
        }
    }

    private long outstanding() throws Exception {
        return rows("SELECT count(*) FROM attempts WHERE state = 'outstanding'");
    }

    private long rows(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            return found.getLong(1);
        }
    }
}
