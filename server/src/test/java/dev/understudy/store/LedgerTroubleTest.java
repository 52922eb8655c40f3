package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.attempt;
import static dev.understudy.store.LedgerFixture.ended;
import static dev.understudy.store.LedgerFixture.get;
import static dev.understudy.store.LedgerFixture.granted;
import static dev.understudy.store.LedgerFixture.open;
import static dev.understudy.store.LedgerFixture.pragma;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.quota.Admission;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be used, at the start and while running. */
@Timeout(60)
class LedgerTroubleTest {
    @TempDir Path folder;

    private final BlockingQueue<LedgerHealth> told = new LinkedBlockingQueue<>();

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private LedgerOptions listening() {
        return LedgerOptions.DEFAULT.withHealthListener(told::add);
    }

    private void sql(String... statements) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private void refusesToOpen(Path file, String why) {
        assertThatThrownBy(() -> open(file, 1).close())
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }

    @Test
    void aFolderIsNoLedger() {
        refusesToOpen(folder, "is a folder");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Files.writeString(folder.resolve("taken"), "a file");
        refusesToOpen(folder.resolve("taken/ledger.db"), "cannot be made");
    }

    @Test
    void missingFoldersAreMade() throws Exception {
        Path file = folder.resolve("a/b c?d%20/ledger.db");
        try (var ledger = open(file, 1)) {
            granted(ledger, "q1");
        }
        assertThat(file).isRegularFile();
    }

    @Test
    void garbageIsNoLedger() throws Exception {
        Files.writeString(file(), "garbage ".repeat(1_000));
        refusesToOpen(file(), "is not a ledger");
        assertThat(Files.readString(file())).startsWith("garbage");
    }

    @Test
    void anotherProgramsDatabaseIsNotTouched() throws Exception {
        sql("CREATE TABLE theirs (x)");
        refusesToOpen(file(), "another program's database");
        sql("INSERT INTO theirs VALUES (1)");
    }

    @Test
    void aNewerVersionIsRefused() throws Exception {
        open(file(), 1).close();
        sql("PRAGMA user_version = 99");
        refusesToOpen(file(), "version 99");
    }

    @Test
    void anEmptyFileIsBroughtUpToDate() throws Exception {
        Files.createFile(file());
        try (var ledger = open(file(), 1)) {
            granted(ledger, "q1");
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var row = connection.createStatement().executeQuery("PRAGMA user_version")) {
            assertThat(row.getInt(1)).isEqualTo(LedgerMigrations.VERSION);
        }
    }

    @Test
    void aDamagedFileIsRefused() throws Exception {
        try (var ledger = open(file(), 1)) {
            granted(ledger, "q1");
        }
        try (var bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.seek(4_096);
            bytes.write(new byte[(int) bytes.length() - 4_096]);
        }
        refusesToOpen(file(), "is damaged");
    }

    @Test
    void aLockFileOfADeadProcessStopsNobody() throws Exception {
        Path owners = Files.createDirectory(folder.resolve("ledger.owners"));
        Path stale = Files.createFile(owners.resolve("0b7ce5a8-stale.lock"));
        try (var ledger = open(file(), 1)) {
            granted(ledger, "q1");
            assertThat(stale).doesNotExist();
        }
    }

    @Test
    void aFullDiskRefusesAttemptsKeepsEndingsAndHealsByItself() throws Exception {
        try (var ledger = open(file(), 100_000, listening())) {
            var reservation = granted(ledger, "q0");
            pragma(ledger, "max_page_count", 1);
            // Fills the pages that the file has already.
            Admission last = get(ledger.reserve(attempt("x".repeat(100_000))));
            assertThat(last)
                    .isInstanceOfSatisfying(
                            Admission.Unusable.class,
                            refused -> assertThat(refused.reason()).contains("disk is full"));
            assertThat(told.poll(20, TimeUnit.SECONDS)).isInstanceOf(LedgerHealth.Unusable.class);
            assertThat(ledger.health()).isInstanceOf(LedgerHealth.Unusable.class);
            assertThat(get(ledger.reserve(attempt("y".repeat(100_000)))))
                    .as("the second time like the first")
                    .isInstanceOfSatisfying(
                            Admission.Unusable.class,
                            refused -> assertThat(refused.reason()).contains("disk is full"));
            assertThat(get(ledger.quotaStatus()).used()).as("reads go on").isEqualTo(1);

            pragma(ledger, "max_page_count", 1_000_000);
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(new LedgerHealth.Usable());
            get(ledger.settle(reservation, ended(1, 1)));
            assertThat(get(ledger.summary()).tokensTotal()).isEqualTo(2);
        }
    }

    @Test
    void whatEndedInTroubleIsWrittenAfterIt() throws Exception {
        Path log = folder.resolve("usage.log");
        try (var ledger =
                open(
                        file(),
                        10,
                        listening().withUsageLog(new UsageLog(log, LogRotation.Limits.NEVER)))) {
            var settled = granted(ledger, "q1");
            var released = granted(ledger, "q2");
            pragma(ledger, "query_only", 1);
            assertThatThrownBy(() -> get(ledger.settle(settled, ended(30, 12))))
                    .hasMessageContaining("is read-only");
            assertThatThrownBy(() -> get(ledger.release(released, ended(0, 0))))
                    .hasMessageContaining("is read-only");
            assertThatThrownBy(() -> get(ledger.record(LedgerFixture.query("q1"))))
                    .hasMessageContaining("is read-only");
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(2);
            assertThat(log).doesNotExist();

            pragma(ledger, "query_only", 0);
            assertThat(told.poll(20, TimeUnit.SECONDS)).isInstanceOf(LedgerHealth.Unusable.class);
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(new LedgerHealth.Usable());
            var summary = get(ledger.summary());
            assertThat(summary.requestsToday()).isEqualTo(1);
            assertThat(summary.tokensTotal()).isEqualTo(42);
            assertThat(summary.fallbackCount()).isEqualTo(1);
            assertThat(Files.readAllLines(log)).hasSize(2);
            assertThatThrownBy(() -> get(ledger.settle(settled, ended(30, 12))))
                    .hasMessageContaining("ended before");
        }
    }

    @Test
    void aLedgerThatWasMovedAwayCountsNothingUntilItIsBack() throws Exception {
        try (var ledger = open(file(), 10, listening())) {
            granted(ledger, "q1");
            Files.move(file(), folder.resolve("away"));
            assertThat(get(ledger.reserve(attempt("q2")))).isInstanceOf(Admission.Unusable.class);
            Files.move(folder.resolve("away"), file());
            granted(ledger, "q2");
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(2);
        }
    }

    @Test
    void anotherProgramsLockIsOnlyWaitedFor() throws Exception {
        try (var ledger = open(file(), 10);
                var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            var waiting = ledger.reserve(attempt("q1")).toCompletableFuture();
            assertThat(get(waiting)).isInstanceOf(Admission.Unusable.class);
            statement.execute("COMMIT");
            granted(ledger, "q2");
        }
    }
}
