package dev.understudy.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.quota.QuotaCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    @ParameterizedTest
    @CsvSource({
        // days, reset hour, zone, now, first instant that is kept
        "7, 0, UTC, 2026-03-10T12:00:00Z, 2026-03-03T00:00:00Z",
        "7, 0, UTC, 2026-03-10T00:00:00Z, 2026-03-03T00:00:00Z",
        "90, 6, UTC, 2026-03-10T05:59:59Z, 2025-12-09T06:00:00Z",
        // The clocks are put forward on March 29, so midnight is an hour earlier after it.
        "7, 0, Europe/Berlin, 2026-04-02T12:00:00Z, 2026-03-25T23:00:00Z",
    })
    void wholeWindowsAreKept(int days, int hour, String zone, String now, String since) {
        var calendar = new QuotaCalendar(hour, ZoneId.of(zone));
        assertThat(new Retention(days).detailSince(calendar, Instant.parse(now)))
                .isEqualTo(Instant.parse(since));
    }

    @Test
    void noViewReachesADayWithoutNames() {
        var now = Instant.parse("2026-03-10T12:00:00Z");
        for (var zone : new String[] {"UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"}) {
            for (int hour = 0; hour < 24; hour++) {
                var calendar = new QuotaCalendar(hour, ZoneId.of(zone));
                var first = calendar.windowsUntil(now, HistoryView.MOST_DAYS).getFirst();
                assertThat(Retention.namesSince(now))
                        .isBefore(first.start().minus(Duration.ofHours(1)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 6, 3_661})
    void daysOutOfTheirRangeAreRefused(int days) {
        assertThatThrownBy(() -> new Retention(days)).hasMessageContaining("7..3660, got " + days);
    }
}
