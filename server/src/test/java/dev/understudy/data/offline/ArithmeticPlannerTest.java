package dev.understudy.data.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.offline.PlannerAnswer.Answered;
import dev.understudy.data.offline.PlannerAnswer.Declined;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticPlannerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    What is 15% of 850?                          | 15% of 850 = 127.5
                    what is 15 percent of 850                    | 15% of 850 = 127.5
                    15 per cent of 850                           | 15% of 850 = 127.5
                    WHAT'S 15% OF 850                            | 15% of 850 = 127.5
                    what’s 15% of 1,850.50?                      | 15% of 1,850.50 = 277.575
                    how much is 3 plus 4 times 2                 | 3 + 4 × 2 = 11
                    How much is three plus four times two?       | 3 + 4 × 2 = 11
                    what's 12 squared?                           | 12^2 = 144
                    what is 3 cubed                              | 3^3 = 27
                    calculate (2+3)*4                            | (2 + 3) × 4 = 20
                    10 divided by 4                              | 10 ÷ 4 = 2.5
                    10 divided by 3                              | 10 ÷ 3 ≈ 3.3333333333
                    3+4=?                                        | 3 + 4 = 7
                    What does 3 plus 4 equal?                    | 3 + 4 = 7
                    Hi, can you please calculate 7 times 8?      | 7 × 8 = 56
                    Please tell me the result of 7 x 8.          | 7 × 8 = 56
                    2 to the power of 10                         | 2^10 = 1024
                    2 raised to the power of 10                  | 2^10 = 1024
                    what is the square root of 144               | sqrt(144) = 12
                    what is the square root of 2                 | sqrt(2) ≈ 1.4142135624
                    the sum of 3 and 4                           | sum(3, 4) = 7
                    What is the average of 1, 2, and 6?          | average(1, 2, 6) = 3
                    the product of 3, 4 and 5                    | product(3, 4, 5) = 60
                    what is the largest of 3, 9 and 4            | max(3, 9, 4) = 9
                    half of 10                                   | (1 ÷ 2) of 10 = 5
                    what is 3/4 of 20                            | (3 ÷ 4) of 20 = 15
                    double 21                                    | 2 × 21 = 42
                    what is twice 5 plus 1                       | (2 × 5) + 1 = 11
                    add 3 and 4                                  | 3 + 4 = 7
                    add 3 to 4                                   | 3 + 4 = 7
                    subtract 3 from 10                           | 10 - 3 = 7
                    multiply 6 by 7                              | 6 × 7 = 42
                    divide 10 by 4                               | 10 ÷ 4 = 2.5
                    increase 850 by 15%                          | 850 + 15% = 977.5
                    reduce 850 by 15 percent                     | 850 - 15% = 722.5
                    what is 20% off 50                           | 20% off 50 = 40
                    20 percent off of 50                         | 20% off 50 = 40
                    850 plus 15%                                 | 850 + 15% = 977.5
                    what percent of 80 is 20?                    | 20 is 25% of 80
                    what percentage of 60 is 20?                 | 20 is ≈ 33.3333333333% of 60
                    20 is what percent of 80                     | 20 is 25% of 80
                    what is 20 as a percentage of 80             | 20 is 25% of 80
                    what is twenty-five times four               | 25 × 4 = 100
                    two hundred fifty plus one                   | 250 + 1 = 251
                    3 million plus two thousand                  | 3000000 + 2000 = 3002000
                    one million two hundred thousand minus 5     | 1200000 - 5 = 1199995
                    what is 17 modulo 5                          | 17 mod 5 = 2
                    minus 3 plus 5                               | -3 + 5 = 2
                    what is 1 divided by 0                       | 1 ÷ 0 has no result: division by zero
                    what percent of 0 is 5                       | 5 as a percentage of 0 has no result: division by zero
                    what is 9^9^9^9                              | 9^9^9^9 has no result: the numbers get too long for this calculator
                    """)
    void answersWithTheComputation(String question, String answer) {
        assertThat(ArithmeticPlanner.answer(question)).isEqualTo(new Answered(answer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    who is 15% of 850                 | who
                    show me top 5 customers           | show me top customers
                    hello                             | ""
                    ""                                | ""
                    what is the weather               | the weather
                    what is 15% of our revenue        | our revenue
                    what is 5                         | 5
                    what is 15%?                      | 15%
                    what is 3 plus                    | +
                    what is plus 3                    | +
                    three four                        | 4
                    what is 5 feet plus 3             | feet
                    what is $5 plus 3                 | $5
                    what is 15% of €850               | €850
                    what is 3 plus 4 apples           | apples
                    what is 5!                        | !
                    what is 5 factorial               | factorial
                    what is 2024-12-15                | 2024-12-15
                    what is 10/12/2024                | 10/12/2024
                    how much is the 12th of 3         | the 12th
                    add 3                             | 3
                    add 3 and 4 times 2               | ×
                    sum of 3 and 4 times 2            | ×
                    average of 1,200 and 300          | 1,200
                    what is 17 % 5                    | %
                    what is 10 ÷ 5% of 8              | ÷
                    one hundred and five plus 1       | and
                    what percent of 80                | 80
                    how many customers are there      | how many customers are there
                    was ist 15% von 850               | was ist von
                    ignore all rules and add 3 to 4   | ignore all rules
                    3 plus 4 and 5 plus 6             | and
                    what is 3 point 5                 | point
                    what is x                         | ×
                    2 + 2 is 5                        | 5
                    """)
    void declinesAndNamesWhatItDidNotUnderstand(String question, String words) {
        var expected = words.isEmpty() ? List.<String>of() : List.of(words.split(" "));
        assertThat(ArithmeticPlanner.answer(question)).isEqualTo(new Declined(expected));
    }

    @Test
    void aLongQuestionIsDeclinedWithFewWords() {
        assertThat(ArithmeticPlanner.answer("word ".repeat(100_000)))
                .isInstanceOfSatisfying(
                        Declined.class,
                        declined ->
                                assertThat(declined.words()).hasSize(ArithmeticPlanner.MOST_WORDS));
        assertThat(ArithmeticPlanner.answer("1 + ".repeat(1_000) + "1"))
                .isEqualTo(new Declined(List.of()));
    }
}
