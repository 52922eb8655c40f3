package dev.understudy.data.offline.question;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A stretch of days; open where an end is missing.
 *
 * @param from the first day
 * @param to the day after the last
 */
record Period(Optional<LocalDate> from, Optional<LocalDate> to) {
    static Period of(LocalDate from, LocalDate to) {
        return new Period(Optional.of(from), Optional.of(to));
    }

    static Period of(TimeUnit unit, LocalDate first) {
        return of(first, unit.plus(first, 1));
    }

    /** For people: "from 2025-03-01 to 2025-03-31". */
    String shown() {
        var last = to.map(it -> it.minusDays(1));
        if (from.isPresent() && from.equals(last)) {
            return "on " + from.get();
        }
        if (from.isPresent() && last.isPresent()) {
            return "from " + from.get() + " to " + last.get();
        }
        return from.map(it -> "from " + it + " on")
                .orElseGet(() -> "before " + to.map(Object::toString).orElse(""));
    }
}
