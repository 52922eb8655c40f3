package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.ended;
import static dev.understudy.store.LedgerFixture.get;
import static dev.understudy.store.LedgerFixture.granted;
import static dev.understudy.store.LedgerFixture.open;
import static dev.understudy.store.LedgerFixture.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LedgerBackupTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private Path copy() {
        return folder.resolve("copies/it's a copy.db");
    }

    @Test
    void aBackupOfARunningLedgerOpensAsALedger() throws Exception {
        Files.createDirectory(folder.resolve("copies"));
        try (var ledger = open(file(), 10)) {
            get(ledger.settle(granted(ledger, "q1"), ended(30, 12)));
            get(ledger.record(query("q1")));
            granted(ledger, "q2");
            LedgerBackup.copy(file(), copy());
            granted(ledger, "q3");
        }
        assertThat(LedgerCheck.of(copy()).wrong()).isEmpty();
        try (var again = open(copy(), 10)) {
            var summary = get(again.summary());
            assertThat(summary.requestsToday()).isEqualTo(2);
            assertThat(summary.tokensTotal()).isEqualTo(42);
            assertThat(summary.fallbackCount()).isEqualTo(1);
            assertThat(get(again.query("q1"))).isPresent();
        }
        try (var files = Files.list(folder.resolve("copies"))) {
            assertThat(files.filter(path -> path.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void aBackupUnderLoadIsOneStateOfTheLedger() throws Exception {
        Files.createDirectory(folder.resolve("copies"));
        var stop = new AtomicBoolean();
        var said = new AtomicLong();
        try (var ledger = open(file(), 1_000_000);
                var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                var _ =
                        threads.submit(() -> {
                            while (!stop.get()) {
                                get(ledger.settle(granted(ledger, "q"), ended(1, 1)));
                                said.incrementAndGet();
                            }
                            return null;
                        });
            }
            long before = said.get();
            LedgerBackup.copy(file(), copy());
            long after = said.get();
            stop.set(true);
            assertThat(LedgerCheck.of(copy()).wrong()).isEmpty();
            try (var again = open(copy(), 1_000_000)) {
                assertThat(get(again.quotaStatus()).used()).isBetween(before, after + 4);
            }
        }
    }

    @Test
    void aFileThatIsThereIsNotReplaced() throws Exception {
        open(file(), 1).close();
        Path taken = Files.writeString(folder.resolve("taken"), "mine");
        assertThatThrownBy(() -> LedgerBackup.copy(file(), taken))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("is there already");
        assertThat(taken).hasContent("mine");
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        assertThatThrownBy(() -> LedgerBackup.copy(file(), copy()))
                .hasMessageContaining("there is no ledger");
        open(file(), 1).close();
        assertThatThrownBy(() -> LedgerBackup.copy(file(), copy()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(copy().toString());
        Path garbage = Files.writeString(folder.resolve("garbage"), "garbage ".repeat(1_000));
        assertThatThrownBy(() -> LedgerBackup.copy(garbage, folder.resolve("copy")))
                .isInstanceOf(LedgerException.class);
        assertThat(folder.resolve("copy")).doesNotExist();
    }
}
