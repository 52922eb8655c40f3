package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.ended;
import static dev.understudy.store.LedgerFixture.get;
import static dev.understudy.store.LedgerFixture.granted;
import static dev.understudy.store.LedgerFixture.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.settings.LedgerSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link PowerCuts} simulates. {@code -DpowerCuts=N} sets the number of cuts, {@code -Dseed=N}
 * where chance begins; threads differ all the same.
 */
@Timeout(600)
class PowerCutTest {
    private static final int POINTS = Integer.getInteger("powerCuts", 60);

    @TempDir Path folder;

    private final long seed = Long.getLong("seed", new Random().nextLong());

    private PowerCuts.Report cut(LedgerSync sync, int points) throws Exception {
        System.out.printf("power cuts, LEDGER_SYNC=%s: seed %d%n", sync, seed);
        var report = PowerCuts.run(folder, sync, points, seed);
        System.out.println(report);
        return report;
    }

    @Test
    void afterAPowerCutAllIsThereThatWasAnsweredBeforeTheLastSync() throws Exception {
        var report = cut(LedgerSync.NORMAL, POINTS);

        assertThat(report.wrong()).as("seed " + seed).isEmpty();
        assertThat(report.points()).isEqualTo(POINTS);
        assertThat(report.withLoss()).as("cuts that cut something off").isPositive();
    }

    @Test
    void underFullSyncNothingThatWasAnsweredIsMissing() throws Exception {
        var report = cut(LedgerSync.FULL, POINTS);

        assertThat(report.wrong()).as("seed " + seed).isEmpty();
        assertThat(report.withLoss()).isZero();
    }

    @Test
    void aLedgerThatLostItsEndIsRefusedWithWhatToDo() throws Exception {
        Path file = folder.resolve("ledger.db");
        try (var ledger = open(file, 10_000)) {
            for (int i = 0; i < 300; i++) {
                get(ledger.settle(granted(ledger, "q" + i), ended(1, 1)));
            }
        }
        var whole = Files.readAllBytes(file);
        var random = new Random(seed);
        for (int i = 0; i < POINTS; i++) {
            int length = 1 + random.nextInt(whole.length - 1);
            Path cut = folder.resolve("cut-" + i + ".db");
            Files.write(cut, Arrays.copyOf(whole, length));
            String said = "it was opened";
            try (var ledger = open(cut, 10_000)) {
                said += " with " + get(ledger.quotaStatus()).used();
            } catch (LedgerException e) {
                said = e.getMessage();
            }
            assertThat(said)
                    .as("seed %d, %d of %d bytes", seed, length, whole.length)
                    .containsAnyOf("is damaged", "is not a ledger");
        }
    }
}
