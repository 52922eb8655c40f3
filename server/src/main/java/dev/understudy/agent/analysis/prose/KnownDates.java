package dev.understudy.agent.analysis.prose;

import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultTable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The days, months and years that a prose may name. Immutable once made. */
final class KnownDates {
    private static final Pattern WRITTEN =
            Pattern.compile("(?<!\\d)(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?(?!\\d)");

    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 2999;

    private final Set<LocalDate> days = new HashSet<>();
    private final Set<YearMonth> months = new HashSet<>();
    private final Set<Integer> years = new HashSet<>();

    /**
     * @param texts the question, the statement and whatever else may name dates
     */
    KnownDates(ResultTable table, List<String> texts, LocalDate today) {
        for (var row : table.rows()) {
            row.forEach(this::add);
            addYearAndMonth(row);
        }
        texts.forEach(this::addWritten);
        addPartsOfYear(table);
        add(today);
        // A period "in 2025" begins and ends on days that nobody wrote down.
        for (int year : List.copyOf(years)) {
            add(LocalDate.of(year, 1, 1));
            add(LocalDate.of(year, 12, 31));
        }
    }

    boolean day(LocalDate day) {
        return days.contains(day);
    }

    boolean dayOfYear(MonthDay day) {
        return days.stream().anyMatch(it -> MonthDay.from(it).equals(day));
    }

    boolean month(YearMonth month) {
        return months.contains(month);
    }

    /** {@code year} may be 0 for none said. */
    boolean quarter(int quarter, int year) {
        return months.stream()
                .anyMatch(it ->
                        (it.getMonthValue() + 2) / 3 == quarter
                                && (year == 0 || it.getYear() == year));
    }

    private void add(Cell cell) {
        switch (cell) {
            case Cell.Date(var day) -> add(day);
            case Cell.Timestamp(var moment) -> add(moment.toLocalDate());
            case Cell.Text(var text, _) -> addWritten(text);
            case Cell.Numeric _, Cell.Missing _, Cell.Bool _, Cell.Time _ -> {}
        }
    }

    private void add(LocalDate day) {
        days.add(day);
        months.add(YearMonth.from(day));
        years.add(day.getYear());
    }

    /** Neighbouring numbers that can be a year and a month. */
    private void addYearAndMonth(List<Cell> row) {
        for (int column = 0; column < row.size(); column++) {
            if (row.get(column) instanceof Cell.Numeric(var year)
                    && year.stripTrailingZeros().scale() <= 0
                    && year.intValue() >= FIRST_YEAR
                    && year.intValue() <= LAST_YEAR) {
                years.add(year.intValue());
                if (column + 1 < row.size()
                        && row.get(column + 1) instanceof Cell.Numeric(var month)
                        && month.intValue() >= 1
                        && month.intValue() <= 12) {
                    months.add(YearMonth.of(year.intValue(), month.intValue()));
                }
            }
        }
    }

    /** Months and quarters by their number alone: those of the years that are spoken of. */
    private void addPartsOfYear(ResultTable table) {
        for (int column = 0; column < table.columns().size(); column++) {
            var name = table.columns().get(column).toLowerCase(Locale.ROOT);
            int monthsEach = name.contains("month") ? 1 : name.contains("quarter") ? 3 : 0;
            for (var row : table.rows()) {
                if (monthsEach > 0 && row.get(column) instanceof Cell.Numeric(var part)) {
                    addPartOfYear((part.intValue() - 1) * monthsEach + 1);
                }
            }
        }
    }

    private void addPartOfYear(int month) {
        if (month >= 1 && month <= 12) {
            years.forEach(year -> months.add(YearMonth.of(year, month)));
        }
    }

    private void addWritten(String text) {
        WRITTEN.matcher(text).results().forEach(this::addWritten);
    }

    private void addWritten(MatchResult written) {
        int year = Integer.parseInt(written.group(1));
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return;
        }
        years.add(year);
        try {
            if (written.group(3) != null) {
                var day = LocalDate.parse(written.group());
                add(day);
                // A statement ends a period with the first day that is not of it.
                add(day.minusDays(1));
            } else if (written.group(2) != null) {
                months.add(YearMonth.parse(written.group()));
            }
        } catch (DateTimeException _) {
            // No date, only digits in the shape of one.
        }
    }
}
