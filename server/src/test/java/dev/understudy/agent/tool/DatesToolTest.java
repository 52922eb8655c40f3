package dev.understudy.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesToolTest {
    private static final Instant NOW = Instant.parse("2026-11-24T23:30:00Z");

    private final Tool tool = new DatesTool(() -> NOW, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"operation":"describe"} | Tuesday, 24 November 2026 (2026-11-24): ISO week 48 of 2026, day 328 of 365 in the year, last day of the month 2026-11-30; it is today.
                    {"operation":"describe","date":"2024-02-10"} | Saturday, 10 February 2024 (2024-02-10): ISO week 6 of 2024, day 41 of 366 in the year, last day of the month 2024-02-29; 1018 days before today (2026-11-24).
                    {"operation":"describe","date":"2027-01-01"} | Friday, 1 January 2027 (2027-01-01): ISO week 53 of 2026, day 1 of 365 in the year, last day of the month 2027-01-31; 38 days after today (2026-11-24).
                    {"operation":"difference","to":"2026-12-25"} | 2026-12-25 is 31 days after 2026-11-24: 4 weeks and 3 days; 1 month, 1 day; 23 working days (Monday to Friday, with the first day and without the last, no holidays).
                    {"operation":"difference","date":"2026-11-25","to":"today"} | 2026-11-24 is 1 day before 2026-11-25: 0 weeks and 1 day; 1 day; 1 working day (Monday to Friday, with the first day and without the last, no holidays).
                    {"operation":"difference","date":"2026-01-31","to":"2026-02-28"} | 2026-02-28 is 28 days after 2026-01-31: 4 weeks; 28 days; 20 working days (Monday to Friday, with the first day and without the last, no holidays).
                    {"operation":"difference","date":"2026-11-24"} | 2026-11-24 and 2026-11-24 are the same day.
                    {"operation":"add","days":30} | Thursday, 24 December 2026 (2026-12-24)
                    {"operation":"add","date":"2026-01-31","months":1} | Saturday, 28 February 2026 (2026-02-28)
                    {"operation":"add","date":"2024-02-29","years":1} | Friday, 28 February 2025 (2025-02-28)
                    {"operation":"add","date":"tomorrow","weeks":-2} | Wednesday, 11 November 2026 (2026-11-11)
                    {"operation":"add","working_days":4} | Monday, 30 November 2026 (2026-11-30)
                    {"operation":"add","date":"2026-11-28","working_days":1} | Monday, 30 November 2026 (2026-11-30)
                    {"operation":"add","date":"2026-11-28","working_days":-1} | Friday, 27 November 2026 (2026-11-27)
                    {"operation":"add","date":"2026-11-24T10:00:00","days":"1"} | Wednesday, 25 November 2026 (2026-11-25)
                    """)
    void saysWhatTheCalendarSays(String arguments, String result) {
        assertThat(tool.run(arguments).text()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"operation":"describe","date":"24.12.2026"}   | a date is written YYYY-MM-DD
                    {"operation":"describe","date":"2026-02-30"}   | a date is written YYYY-MM-DD
                    {"operation":"describe","date":"-0001-01-01"}  | no date between the years 1 and 9999
                    {"operation":"add","days":"many"}              | "days" must be a whole number
                    {"operation":"add","days":1.5}                 | "days" must be a whole number
                    {"operation":"add","years":100000}             | no date between the years 1 and 9999
                    {"operation":"add","days":100001}              | from -100000 to 100000
                    {"operation":"add","days":-2147483648}         | from -100000 to 100000
                    {"operation":"add","hours":3}                  | there is no argument "hours"
                    {"operation":"holidays"}                       | operation must be describe, difference or add
                    {}                                             | the argument "operation" is missing
                    """)
    void badArgumentsGiveAnErrorForTheModel(String arguments, String error) {
        assertThat(tool.run(arguments).text()).startsWith("Error: ").contains(error);
    }

    @Test
    void todayIsDecidedInTheZone() {
        var inTokyo = new DatesTool(() -> NOW, ZoneId.of("Asia/Tokyo"));
        assertThat(inTokyo.run("{\"operation\":\"describe\"}").text()).startsWith("Wednesday, 25");
    }

    /** Against counting day by day. */
    @Test
    void workingDaysAreThoseOfTheCalendar() {
        long seed = Long.getLong("seed", 20_261_124L);
        System.out.println("dates: seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(2_000) - 1_000);
            var to = from.plusDays(random.nextInt(800));
            long counted = from.datesUntil(to).filter(DatesToolTest::worked).count();
            assertThat(WorkingDays.between(from, to)).as("%s %s", from, to).isEqualTo(counted);
            assertThat(WorkingDays.between(to, from)).as("%s %s", to, from).isEqualTo(-counted);
            int count = 1 + random.nextInt(300);
            assertThat(WorkingDays.after(from, count)).isEqualTo(stepped(from, count, 1));
            assertThat(WorkingDays.after(from, -count)).isEqualTo(stepped(from, count, -1));
        }
    }

    private static LocalDate stepped(LocalDate from, int count, int direction) {
        var day = from;
        for (int left = count; left > 0; ) {
            day = day.plusDays(direction);
            if (worked(day)) {
                left--;
            }
        }
        return day;
    }

    private static boolean worked(LocalDate day) {
        return day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue();
    }
}
