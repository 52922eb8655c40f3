package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.attempt;
import static dev.understudy.store.LedgerFixture.ended;
import static dev.understudy.store.LedgerFixture.get;
import static dev.understudy.store.LedgerFixture.granted;
import static dev.understudy.store.LedgerFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.quota.Admission;
import dev.understudy.settings.LedgerSync;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the one writer shares transactions, bounds its queue and ends. */
@Timeout(60)
class LedgerWriterTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    /** Holds the writer's thread until the latch is opened. */
    private static CountDownLatch holdUp(JdbcLedger ledger) throws Exception {
        var held = new CountDownLatch(1);
        var letGo = new CountDownLatch(1);
        var _ =
                ledger.look(_ -> {
                    held.countDown();
                    awaitQuietly(letGo);
                    return true;
                });
        assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
        return letGo;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsQueuedWhileItWritesSharesOneCommit() throws Exception {
        try (var ledger = open(file(), 1_000)) {
            var letGo = holdUp(ledger);
            long before = ledger.commits();
            List<CompletionStage<Admission>> asked = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                asked.add(ledger.reserve(attempt("q" + i)));
            }
            letGo.countDown();
            for (var one : asked) {
                assertThat(get(one)).isInstanceOf(Admission.Granted.class);
            }
            assertThat(ledger.commits() - before).isEqualTo(1);
        }
    }

    @Test
    void aFullQueueRefusesNewAttemptsAtOnceAndStillTakesEndings() throws Exception {
        try (var ledger = open(file(), 100_000)) {
            var reservation = granted(ledger, "q0");
            var letGo = holdUp(ledger);
            for (int i = 0; i < Lane.ASK.bound(); i++) {
                var _ = ledger.reserve(attempt("q" + i));
            }
            var refused = ledger.reserve(attempt("late")).toCompletableFuture();
            assertThat(refused).isCompleted();
            assertThat(refused.join()).isInstanceOf(Admission.Unusable.class);
            var settled = ledger.settle(reservation, ended(1, 1));
            letGo.countDown();
            get(settled);
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(1 + Lane.ASK.bound());
            granted(ledger, "after");
        }
    }

    @Test
    void closingWritesWhatIsQueued() throws Exception {
        var ledger = open(file(), 10);
        var reservation = granted(ledger, "q1");
        var letGo = holdUp(ledger);
        var settled = ledger.settle(reservation, ended(3, 4));
        letGo.countDown();
        ledger.close();
        assertThat(settled.toCompletableFuture()).isCompleted();
        try (var again = open(file(), 10)) {
            assertThat(get(again.summary()).tokensTotal()).isEqualTo(7);
        }
    }

    @Test
    void aClosedLedgerRefusesClearly() throws Exception {
        var ledger = open(file(), 10);
        ledger.close();
        ledger.close();
        assertThat(get(ledger.reserve(attempt("q1"))))
                .isInstanceOfSatisfying(
                        Admission.Unusable.class,
                        refused -> assertThat(refused.reason()).contains("was closed"));
        assertThatThrownBy(() -> get(ledger.summary())).hasMessageContaining("was closed");
    }

    @Test
    void anEntryThatCannotBeWrittenFailsAlone() throws Exception {
        try (var ledger = open(file(), 10)) {
            var letGo = holdUp(ledger);
            var good = ledger.reserve(attempt("q1"));
            @SuppressWarnings("NullAway") // the very mistake that is tried out
            var bad = ledger.reserve(attempt(null));
            letGo.countDown();
            assertThat(get(good)).isInstanceOf(Admission.Granted.class);
            assertThatThrownBy(() -> get(bad)).hasMessageContaining("cannot hold an entry");
            assertThat(ledger.health()).isEqualTo(new LedgerHealth.Usable());
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(1);
        }
    }

    @Test
    void fullSyncAnswersTheSame() throws Exception {
        try (var ledger = open(file(), 1, LedgerOptions.DEFAULT.withSync(LedgerSync.FULL))) {
            get(ledger.settle(granted(ledger, "q1"), ended(1, 1)));
            assertThat(get(ledger.summary()).requestsTotal()).isEqualTo(1);
        }
    }

    @Test
    void untrackedTokensAreStoredAsZeroAndThePlaceCounts() throws Exception {
        try (var ledger = open(file(), 1, LedgerOptions.DEFAULT.withTokens(false))) {
            get(ledger.settle(granted(ledger, "q1"), ended(30, 12)));
            assertThat(get(ledger.summary()).tokensTotal()).isZero();
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(1);
        }
    }
}
