package dev.understudy.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputedFactsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    What is 15% of 850?                               | 15% of 850 = 127.5
                    how much is 3 plus 4 times 2                      | 3 + 4 × 2 = 11
                    Convert 5 miles to km                             | 5 mi = 8.04672 km
                    What is 72°F in celsius?                          | 72 °F ≈ 22.2222222222 °C
                    Hi, how many cm are in 5 inches?                  | 5 in = 12.7 cm
                    How many days in a week?                          | 1 week = 7 d
                    How many feet are there in a mile, please?        | 1 mi = 5280 ft
                    5 in in cm                                        | 5 in = 12.7 cm
                    how much is 100 km/h in mph                       | 100 km/h ≈ 62.1371192237 mph
                    What day is it?                                   | Today is Tuesday, 24 November 2026 (2026-11-24).
                    what's the date today?                            | Today is Tuesday, 24 November 2026 (2026-11-24).
                    What week is it?                                  | Tuesday, 24 November 2026 (2026-11-24): ISO week 48
                    How many days until Christmas?                    | 2026-12-25 is 31 days after 2026-11-24
                    how many days are left until 1 March              | 2027-03-01 is 97 days after
                    How many days until 1 March?                      | 2027-03-01 is 97 days after 2026-11-24
                    How many working days until the end of the year?  | 27 working days
                    How many days since 1 January 2026?               | 2026-01-01 is 327 days before 2026-11-24
                    How many weeks between 2026-01-01 and 2026-11-24? | 46 weeks and 5 days
                    What day of the week was July 20, 1969?           | Sunday, 20 July 1969
                    What weekday is 24 December?                      | Thursday, 24 December 2026
                    Which day will be new year's eve?                 | Thursday, 31 December 2026
                    What date is it in 30 days?                       | Thursday, 24 December 2026
                    What date was 3 weeks ago?                        | Tuesday, 3 November 2026
                    What is the date 10 working days from today?      | Tuesday, 8 December 2026
                    what date is 90 days after 2026-01-01             | Wednesday, 1 April 2026
                    """)
    void answersWhatIsACalculationAConversionOrADate(String question, String answer) {
        assertThat(ComputedFacts.about(question, TODAY))
                .hasValueSatisfying(it -> assertThat(it.text()).contains(answer))
                .hasValueSatisfying(it -> assertThat(it.use()).hasSizeLessThan(70));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "How many orders in a day?",
                "How many customers in 2025?",
                "How many days in a month?",
                "How many orders until Christmas?",
                "What day was 9 November?",
                "What day is Easter?",
                "How many days between 3/4/2026 and 5/6/2026?",
                "How many days until payday?",
                "What date is in 30 days before 2026-01-01?",
                "5 miles to Berlin",
                "What is 5 miles?",
                "Convert our prices to dollars",
                "What was the order date 3 weeks ago?",
                "Translate 5 miles to German",
                "what date is 99999 years from now",
                "How many days since 30 February 2026?",
            })
    void leavesAloneWhatItDoesNotFullyUnderstand(String question) {
        assertThat(ComputedFacts.about(question, TODAY)).isEmpty();
    }
}
