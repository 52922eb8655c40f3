package dev.understudy.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Cuts time into windows: each begins at the reset hour of a local day and ends at that of the next
 * one, so that it is 23 or 25 hours long where the clocks are changed, and every instant lies in
 * exactly one window. Where a day does not have the reset hour, the window begins later by as much
 * as the clocks were put forward; where it has the hour twice, the first time.
 *
 * @param resetHour 0 to 23
 */
public record QuotaCalendar(int resetHour, ZoneId zone) {
    public QuotaCalendar {
        if (resetHour < 0 || resetHour > 23) {
            throw new IllegalArgumentException(
                    "the reset hour must lie in 0..23, got " + resetHour);
        }
    }

    /** The window that an instant lies in. */
    public QuotaWindow windowAt(Instant instant) {
        LocalDate day = instant.atZone(zone).toLocalDate();
        while (startOf(day).isAfter(instant)) {
            day = day.minusDays(1);
        }
        while (!startOf(day.plusDays(1)).isAfter(instant)) {
            day = day.plusDays(1);
        }
        return new QuotaWindow(startOf(day), startOf(day.plusDays(1)), zone);
    }

    /** So many windows without a gap, the last of them the one that {@code now} lies in. */
    public List<QuotaWindow> windowsUntil(Instant now, int count) {
        var windows = new ArrayDeque<QuotaWindow>();
        var window = windowAt(now);
        windows.addFirst(window);
        while (windows.size() < count) {
            window = windowAt(window.start().minusNanos(1));
            windows.addFirst(window);
        }
        return List.copyOf(windows);
    }

    /**
     * The local day at whose reset hour a window of this calendar begins; no other window has it.
     */
    public LocalDate dayOf(QuotaWindow window) {
        LocalDate day = window.start().atZone(zone).toLocalDate();
        return startOf(day).equals(window.start()) ? day : day.minusDays(1);
    }

    private Instant startOf(LocalDate day) {
        return day.atTime(resetHour, 0).atZone(zone).toInstant();
    }
}
