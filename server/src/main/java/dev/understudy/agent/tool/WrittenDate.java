package dev.understudy.agent.tool;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Reads a date as models write it. */
final class WrittenDate {
    private WrittenDate() {}

    /**
     * An ISO date (a time after it is left out), or today, tomorrow, yesterday. Nothing that can be
     * read in two ways.
     */
    static LocalDate of(String written, LocalDate today) throws BadArgument {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "today", "now" -> today;
            case "tomorrow" -> today.plusDays(1);
            case "yesterday" -> today.minusDays(1);
            default -> iso(written);
        };
    }

    private static LocalDate iso(String written) throws BadArgument {
        try {
            int time = written.indexOf('T');
            return bounded(LocalDate.parse(time < 0 ? written : written.substring(0, time)));
        } catch (DateTimeParseException _) {
            throw new BadArgument(
                    "a date is written YYYY-MM-DD, today, tomorrow or yesterday, and this is %s"
                            .formatted(Arguments.shortened(written)));
        }
    }

    /**
     * The date, if it is one that people write with four digits.
     *
     * @throws DateTimeException if not
     */
    static LocalDate bounded(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new DateTimeException("beyond the years that are written with four digits");
        }
        return date;
    }
}
