package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.ended;
import static dev.understudy.store.LedgerFixture.get;
import static dev.understudy.store.LedgerFixture.granted;
import static dev.understudy.store.LedgerFixture.open;
import static dev.understudy.store.LedgerFixture.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LedgerCheckTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private void use() throws Exception {
        try (var ledger = open(file(), 10)) {
            get(ledger.settle(granted(ledger, "q1"), ended(30, 12)));
            get(ledger.release(granted(ledger, "q2"), ended(0, 0)));
            get(ledger.record(query("q1")));
            granted(ledger, "q3");
        }
    }

    private void sql(String statement) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var changed = connection.createStatement()) {
            assertThat(changed.executeUpdate(statement)).isPositive();
        }
    }

    @Test
    void aLedgerThatIsUsedIsWellAndWhatRunsIsTold() throws Exception {
        use();
        var findings = LedgerCheck.of(file());
        assertThat(findings.wrong()).isEmpty();
        assertThat(findings.facts().getFirst()).isEqualTo("3 attempts, 1 queries, 1 windows");
        assertThat(findings.facts().getLast()).startsWith("1 attempts are running");
    }

    @Test
    void aLedgerIsCheckedWhileItIsWritten() throws Exception {
        try (var ledger = open(file(), 10)) {
            granted(ledger, "q1");
            assertThat(LedgerCheck.of(file()).wrong()).isEmpty();
            granted(ledger, "q2");
        }
    }

    @Test
    void aChangedResetHourIsNothingWrong() throws Exception {
        use();
        var fromNoon = new Quota(9, 0.8, OnExceeded.REJECT, new QuotaCalendar(12, ZoneOffset.UTC));
        try (var ledger =
                SqliteLedger.open(
                        file(),
                        fromNoon,
                        InstantSource.fixed(LedgerFixture.NOON),
                        LedgerOptions.DEFAULT)) {
            granted(ledger, "q4");
        }
        assertThat(LedgerCheck.of(file()).wrong()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE windows SET used = used + 1|says 3 places and 42 tokens, its attempts are 2",
                "UPDATE windows SET used = 0|says 0 places",
                "UPDATE windows SET tokens = 41|41 tokens",
                "UPDATE totals SET requests = 9|the total of requests is 9, its rows are 2",
                "UPDATE totals SET tokens = 1|the total of tokens is 1, its rows are 42",
                "UPDATE totals SET fallback_queries = 0|answered by a fallback is 0, its rows are 1",
                "DELETE FROM attempts WHERE state = 'settled'|the total of requests is 2",
                "DELETE FROM windows|3 attempts belong to a window that is not there",
                "DELETE FROM queries|1 trails belong to a query that is not there",
                "UPDATE attempts SET ended_at = NULL WHERE state = 'settled'|1 attempts have ended",
                "UPDATE attempts SET metered = 0|1 attempts take a place and are not metered"
            })
    void whatDoesNotBelongTogetherIsNamed(String change, String found) throws Exception {
        use();
        sql(change);
        assertThat(LedgerCheck.of(file()).wrong())
                .anySatisfy(line -> assertThat(line).contains(found, "restore a backup"));
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        try (var ledger = open(file(), 10_000)) {
            for (int i = 0; i < 500; i++) {
                granted(ledger, "q" + i);
            }
        }
        long size = file().toFile().length();
        try (var bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.seek(size - 4_096);
            bytes.write(new byte[4_096]);
        }
        assertThat(LedgerCheck.of(file()).wrong())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("damaged", "restore a backup"));
    }

    @Test
    void whatIsNoLedgerIsRefused() throws Exception {
        assertThatThrownBy(() -> LedgerCheck.of(file())).hasMessageContaining("no ledger");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            connection.createStatement().execute("CREATE TABLE theirs (x)");
        }
        assertThatThrownBy(() -> LedgerCheck.of(file()))
                .hasMessageContaining("another program's database");
    }
}
