package dev.understudy.agent.tool;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Counts Mondays to Fridays; holidays are not known. */
final class WorkingDays {
    private static final int IN_A_WEEK = 5;

    private WorkingDays() {}

    /** From the first day on, up to and without the last; negative where that is earlier. */
    static long between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -between(to, from);
        }
        long weeks = ChronoUnit.WEEKS.between(from, to);
        long rest = from.plusWeeks(weeks).datesUntil(to).filter(day -> !isWeekend(day)).count();
        return weeks * IN_A_WEEK + rest;
    }

    /**
     * The working day so many after a date, or before it for a negative number; the date itself for
     * 0.
     */
    static LocalDate after(LocalDate date, int count) {
        int direction = Integer.signum(count);
        var day = date;
        // Whole weeks first: only a few days are left to step through.
        while (direction != 0 && isWeekend(day)) {
            day = day.minusDays(direction);
        }
        day = day.plusWeeks(count / IN_A_WEEK);
        for (int left = Math.abs(count % IN_A_WEEK); left > 0; left--) {
            do {
                day = day.plusDays(direction);
            } while (isWeekend(day));
        }
        return day;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
