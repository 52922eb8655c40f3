package dev.understudy.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeTest {
    @Test
    void theMachinesTickerNeverGoesBack() {
        var ticker = SystemTime.ticker();
        long before = ticker.nanos();
        for (int i = 0; i < 10_000; i++) {
            long now = ticker.nanos();
            assertThat(now - before).isNotNegative();
            before = now;
        }
    }

    @Test
    void theMachinesWallClockTellsADate() {
        assertThat(SystemTime.instants().instant()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void bothKindsOfManualTimeMoveTogetherAndOnlyWhenTold() {
        var noon = Instant.parse("2026-03-10T12:00:00Z");
        var time = new ManualTime(noon);
        long start = time.nanos();
        time.advance(Duration.ofSeconds(90));
        assertThat(time.nanos() - start).isEqualTo(Duration.ofSeconds(90).toNanos());
        assertThat(time.instant()).isEqualTo(noon.plusSeconds(90));
        assertThat(time.instant()).isEqualTo(noon.plusSeconds(90));
    }
}
