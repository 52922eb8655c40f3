package dev.understudy.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class QuotaCalendarTest {
    private static final Duration THREE_DAYS = Duration.ofDays(3);

    /** All kinds of offsets and clock changes, a skipped day among them (Apia, December 2011). */
    @SuppressWarnings("unused") // read by JUnit
    private static final List<String> ZONES =
            List.of(
                    "UTC",
                    "Africa/Cairo",
                    "Africa/Casablanca",
                    "Africa/Johannesburg",
                    "Africa/Lagos",
                    "America/Anchorage",
                    "America/Asuncion",
                    "America/Bogota",
                    "America/Chicago",
                    "America/Havana",
                    "America/Los_Angeles",
                    "America/Mexico_City",
                    "America/New_York",
                    "America/Nuuk",
                    "America/Santiago",
                    "America/Sao_Paulo",
                    "America/St_Johns",
                    "Antarctica/Casey",
                    "Antarctica/Troll",
                    "Asia/Amman",
                    "Asia/Beirut",
                    "Asia/Gaza",
                    "Asia/Jerusalem",
                    "Asia/Kathmandu",
                    "Asia/Kolkata",
                    "Asia/Pyongyang",
                    "Asia/Tehran",
                    "Asia/Tokyo",
                    "Atlantic/Azores",
                    "Australia/Adelaide",
                    "Australia/Eucla",
                    "Australia/Lord_Howe",
                    "Europe/Berlin",
                    "Europe/Istanbul",
                    "Europe/London",
                    "Europe/Moscow",
                    "Pacific/Apia",
                    "Pacific/Auckland",
                    "Pacific/Chatham",
                    "Pacific/Kiritimati");

    @ParameterizedTest
    @FieldSource("ZONES")
    void windowsFollowOneAnotherWithoutGapAndEachInstantLiesInOne(String zone) {
        var begin = Instant.parse("2010-01-01T12:34:56Z");
        var end = Instant.parse("2013-01-01T00:00:00Z");
        var zoneId = ZoneId.of(zone);
        for (int resetHour = 0; resetHour < 24; resetHour++) {
            var calendar = new QuotaCalendar(resetHour, zoneId);
            walk(calendar, begin, Duration.ofDays(8));
            var change = zoneId.getRules().nextTransition(begin);
            while (change != null && change.getInstant().isBefore(end)) {
                walk(calendar, change.getInstant().minus(THREE_DAYS), THREE_DAYS.multipliedBy(2));
                change = zoneId.getRules().nextTransition(change.getInstant());
            }
        }
    }

    private static void walk(QuotaCalendar calendar, Instant from, Duration distance) {
        var to = from.plus(distance);
        var window = calendar.windowAt(from);
        check(window.contains(from), calendar, window);
        while (window.start().isBefore(to)) {
            var length = Duration.between(window.start(), window.end());
            check(length.toHours() >= 20 && length.toHours() <= 28, calendar, window);
            check(window.equals(calendar.windowAt(window.end().minusNanos(1))), calendar, window);
            var next = calendar.windowAt(window.end());
            check(next.start().equals(window.end()), calendar, window);
            window = next;
        }
    }

    /**
     * Plain, because an assertion object for each of a million checks would take longer than the
     * rest.
     */
    private static void check(boolean holds, QuotaCalendar calendar, QuotaWindow window) {
        if (!holds) {
            throw new AssertionError("%s is wrong about %s".formatted(calendar, window));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # zone             | hour | at                        | start                | end
                    UTC                | 0    | 2026-03-10T00:00:00Z      | 2026-03-10T00:00:00Z | 2026-03-11T00:00:00Z
                    UTC                | 0    | 2026-03-10T23:59:59.999Z  | 2026-03-10T00:00:00Z | 2026-03-11T00:00:00Z
                    UTC                | 6    | 2026-03-10T05:59:59Z      | 2026-03-09T06:00:00Z | 2026-03-10T06:00:00Z
                    UTC                | 6    | 2026-03-10T06:00:00Z      | 2026-03-10T06:00:00Z | 2026-03-11T06:00:00Z
                    # 23 and 25 hours where the clocks change
                    Europe/Berlin      | 0    | 2026-03-29T12:00:00Z      | 2026-03-28T23:00:00Z | 2026-03-29T22:00:00Z
                    Europe/Berlin      | 0    | 2026-10-25T12:00:00Z      | 2026-10-24T22:00:00Z | 2026-10-25T23:00:00Z
                    # 02:00 does not exist, then comes twice
                    Europe/Berlin      | 2    | 2026-03-29T12:00:00Z      | 2026-03-29T01:00:00Z | 2026-03-30T00:00:00Z
                    Europe/Berlin      | 2    | 2026-10-25T00:30:00Z      | 2026-10-25T00:00:00Z | 2026-10-26T01:00:00Z
                    # midnight does not exist
                    America/Sao_Paulo  | 0    | 2010-10-17T12:00:00Z      | 2010-10-17T03:00:00Z | 2010-10-18T02:00:00Z
                    # half an hour of change, and half-hour offsets
                    Australia/Lord_Howe | 2   | 2026-10-04T00:00:00Z      | 2026-10-03T15:30:00Z | 2026-10-04T15:00:00Z
                    Asia/Kolkata       | 0    | 2026-03-10T00:00:00Z      | 2026-03-09T18:30:00Z | 2026-03-10T18:30:00Z
                    # the day that Apia skipped belongs to no window of its own
                    Pacific/Apia       | 0    | 2011-12-30T10:00:00Z      | 2011-12-30T10:00:00Z | 2011-12-31T10:00:00Z
                    Pacific/Kiritimati | 0    | 2026-03-10T09:59:59Z      | 2026-03-09T10:00:00Z | 2026-03-10T10:00:00Z
                    """)
    void aWindowGoesFromResetHourToResetHour(
            String zone, int resetHour, Instant at, Instant start, Instant end) {
        var zoneId = ZoneId.of(zone);
        assertThat(new QuotaCalendar(resetHour, zoneId).windowAt(at))
                .isEqualTo(new QuotaWindow(start, end, zoneId));
    }

    @Test
    void theEndIsTheFirstInstantOutside() {
        var window =
                new QuotaCalendar(0, ZoneOffset.UTC)
                        .windowAt(Instant.parse("2026-03-10T12:00:00Z"));
        assertThat(window.contains(window.start())).isTrue();
        assertThat(window.contains(window.end().minusNanos(1))).isTrue();
        assertThat(window.contains(window.end())).isFalse();
        assertThat(window.contains(window.start().minusNanos(1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1", "24"})
    void aResetHourOutsideTheDayIsRefused(int resetHour) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuotaCalendar(resetHour, ZoneOffset.UTC))
                .withMessage("the reset hour must lie in 0..23, got " + resetHour);
    }

    @ParameterizedTest
    @FieldSource("ZONES")
    void windowsLookedBackOnHaveNoGapAndEachItsOwnDay(String zone) {
        for (int resetHour : new int[] {0, 2, 23}) {
            var calendar = new QuotaCalendar(resetHour, ZoneId.of(zone));
            var windows = calendar.windowsUntil(Instant.parse("2012-06-01T12:00:00Z"), 366);
            assertThat(windows).hasSize(366);
            for (int i = 1; i < windows.size(); i++) {
                assertThat(windows.get(i).start()).isEqualTo(windows.get(i - 1).end());
                assertThat(calendar.dayOf(windows.get(i)))
                        .isAfter(calendar.dayOf(windows.get(i - 1)));
            }
        }
    }
}
