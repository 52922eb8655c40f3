package dev.understudy.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CachedCatalogueTest {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final ManualTime time = new ManualTime(Instant.parse("2026-03-10T12:00:00Z"));
    private int readings;
    private boolean down;
    private final CachedCatalogue cached = new CachedCatalogue(time, KEPT, this::read);

    private Catalogue read() throws SourceDownException {
        readings++;
        if (down) {
            throw new SourceDownException("no answer");
        }
        return new Catalogue("reading " + readings, Dialect.DUCKDB, "", List.of());
    }

    private String got() throws SourceDownException {
        return cached.get().source();
    }

    @Test
    void itIsReadOnFirstUseAndAgainWhenItIsOld() throws Exception {
        assertThat(readings).isZero();
        assertThat(got()).isEqualTo("reading 1");
        time.advance(KEPT.minusNanos(1));
        assertThat(got()).isEqualTo("reading 1");
        time.advance(Duration.ofNanos(1));
        assertThat(got()).isEqualTo("reading 2");
    }

    @Test
    void whatIsRefreshedIsReadBeforeItsNextUseOnly() throws Exception {
        got();
        cached.refresh();
        cached.refresh();
        assertThat(readings).isEqualTo(1);
        assertThat(got()).isEqualTo("reading 2");
        assertThat(got()).isEqualTo("reading 2");
    }

    @Test
    void theOldOneIsUsedWhileItCannotBeReadAgain() throws Exception {
        got();
        down = true;
        cached.refresh();
        assertThat(got()).isEqualTo("reading 1");
        assertThat(got()).isEqualTo("reading 1");
        assertThat(readings).as("left alone after the failure").isEqualTo(2);
        down = false;
        time.advance(CachedCatalogue.PAUSE);
        assertThat(got()).isEqualTo("reading 3");
    }

    @Test
    void whatWasNeverReadIsDownAndTriedAgainAfterAMoment() throws Exception {
        down = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(cached::get)
                    .isInstanceOf(SourceDownException.class)
                    .hasMessage("no answer");
        }
        assertThat(readings).isEqualTo(1);
        down = false;
        time.advance(CachedCatalogue.PAUSE);
        assertThat(got()).isEqualTo("reading 2");
    }

    @Test
    void oneReadsForAllWhoWait() throws Exception {
        var release = new CountDownLatch(1);
        var slow =
                new CachedCatalogue(
                        time,
                        KEPT,
                        () -> {
                            awaited(release);
                            return read();
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Catalogue>>();
            for (int i = 0; i < 20; i++) {
                waiting.add(threads.submit(slow::get));
            }
            release.countDown();
            for (var one : waiting) {
                assertThat(one.get().source()).isEqualTo("reading 1");
            }
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
