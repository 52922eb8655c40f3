package dev.understudy.agent.analysis.prose;

import static dev.understudy.data.result.Results.row;
import static dev.understudy.data.result.Results.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultTable;
import dev.understudy.data.result.ResultTable.Truncation;
import dev.understudy.data.result.Results;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseCheckTest {
    private static final ResultTable CUSTOMERS =
            table(
                    "customer|revenue|orders|since",
                    row(
                            "Adler B2B 24",
                            new BigDecimal("182345.50"),
                            120,
                            LocalDate.of(2025, 3, 14)),
                    row("Birke", new BigDecimal("151200.25"), 80, LocalDate.of(2024, 7, 1)),
                    row("Ceder", new BigDecimal("3400000.00"), 40, LocalDate.of(2025, 11, 30)));

    private static final List<String> OTHERS =
            List.of(
                    "Show me the top 3 customers of the last 12 months",
                    "SELECT customer, sum(amount) FROM orders WHERE day >= '2025-01-01'"
                            + " AND day < '2026-01-01' LIMIT 3");

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static List<String> wrong(String prose) {
        return new ProseCheck(CUSTOMERS, OTHERS, TODAY).wrongIn(prose);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Adler has 182,345.50 in revenue.",
                "Adler has 182345.5.",
                "Adler has €182,346.",
                "Adler has 182.345,50 €.",
                "Adler has 182 345,50.",
                "Adler has 182\u00a0345,50 and 182'345.50.",
                "Adler has 182.3k, or 182k.",
                "Ceder leads with 3.4 million, i.e. 3.4M or 3,400,000.",
                "Ceder: 3,4 Millionen, 3.40 million, $3.4m.",
                "Ceder: 34,00,000.",
                "Adler about 180,000; Birke over 150 thousand; Ceder some 3.4 million.",
                "In total they have 3,733,545.75 (3.73 million).",
                "The average is 1,244,515.25; the median is 182,345.50.",
                "Ceder has 91.1% of all, the others 8.9 percent.",
                "The first two have 333,545.75 together.",
                "Adler is 31,145.25 ahead of Birke, or 20.6%.",
                "Ceder has 18.6 times as much as Adler, 22x as much as Birke.",
                "Adler earned 1,519.55 for each order.",
                "There are 3 customers with 240 orders; the top 3 of 3.",
                "1. Ceder\n2. Adler\n3. Birke",
                "Ceder is 1st, Adler 2nd, and Birke is #3.",
                "The top-3 customers, the other 2 far behind.",
                "Adler B2B 24 joined on March 14, 2025 and Birke on 1 July 2024.",
                "Since 2025-03-14, 14.03.2025, 3/14/2025, 14. März 2025, Mar 14, March 2025.",
                "From January 1, 2025 to December 31, 2025; in 2025; in Q1 2025 and Q3 2024.",
                "Of the last 12 months, as of November 24, 2026.",
                "No figures at all, but one, two and twice as many.",
                "**182,345.50** _and_ (120).",
                "",
            })
    void whatTheRowsBearOutIsRight(String prose) {
        assertThat(wrong(prose)).as(prose).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Adler has |182,345.60|.",
                "Adler has |182,346.50|.",
                "Adler has |183k|.",
                "Ceder has |3.5 million|.",
                "Ceder has |34 million|.",
                "Ceder has |3,400| in revenue.",
                "Adler has 182.345,50, Birke |151.300,25|.",
                "Ceder has |92%| of all.",
                "There are |4| customers and |17| orders.",
                "Over |200,000| for Adler.",
                "Adler joined on |March 15, 2025|.",
                "Adler joined in |May 2025|.",
                "It grew in |Q2 2025|.",
                "The |5th| customer is none.",
                "The top |7| customers.",
                "Adler is |99x| larger.",
                "In |1999| all was well.",
                "|B2C| is ahead of B2B.",
                "They ordered |120,41,80|.",
                "Until |2025-02-30|.",
                "At |14:30| it was over.",
            })
    void whatTheyDoNotIsNamedAsItIsWritten(String marked) {
        var expected =
                List.of(marked.split("\\|", -1)).stream()
                        .collect(
                                Collectors.partitioningBy(it ->
                                        List.of(marked.split("\\|", -1)).indexOf(it) % 2 == 1));
        var prose = marked.replace("|", "");
        if (prose.contains("120,41,80")) {
            assertThat(wrong(prose)).containsExactly("41");
        } else {
            assertThat(wrong(prose)).as(prose).isEqualTo(expected.get(true));
        }
    }

    @Test
    void ofRowsThatWereCutNoSumIsRight() {
        var whole = table("name|amount", row("a", 11), row("b", 23));
        var cut = table("name|amount", Truncation.ROWS, row("a", 11), row("b", 23));
        assertThat(new ProseCheck(whole, List.of(), TODAY).wrongIn("34 together")).isEmpty();
        assertThat(new ProseCheck(cut, List.of(), TODAY).wrongIn("34 together"))
                .containsExactly("34");
        assertThat(new ProseCheck(cut, List.of(), TODAY).wrongIn("11 and 23, 2 rows")).isEmpty();
    }

    @Test
    void sharesStoredAsFractionsMayBeStatedInPercent() {
        var shares = table("segment|share", row("a", 0.4521), row("b", 0.5479));
        var check = new ProseCheck(shares, List.of(), TODAY);
        assertThat(check.wrongIn("a has 45.21%, b 54.8 %, a is 45%")).isEmpty();
        assertThat(check.wrongIn("a has 46%")).containsExactly("46%");
    }

    @Test
    void monthsByTheirNumberBelongToTheYearInTheQuestion() {
        var months = table("month|revenue", row(3, 500), row(4, 700));
        var check = new ProseCheck(months, List.of("revenue by month in 2025"), TODAY);
        assertThat(check.wrongIn("March 2025 had 500, April 2025 700: 40% more")).isEmpty();
        assertThat(check.wrongIn("May 2025 had 500")).containsExactly("May 2025");
    }

    @Test
    void anInventedNumberHardlyEverFollowsByChance() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        int found = 0;
        for (int round = 0; round < 300; round++) {
            var rows = new Object[10][];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = row("name", 10_000 + random.nextInt(900_000));
            }
            int invented = 10_000 + random.nextInt(900_000);
            var check = new ProseCheck(table("name|amount", rows), List.of(), TODAY);
            found += check.wrongIn("It is " + invented + ".").isEmpty() ? 0 : 1;
        }
        assertThat(found).isGreaterThan(295);
    }

    @Test
    void hugeAndStrangeInputEndsQuickly() {
        var cells = Results.many(1000);
        var check = new ProseCheck(cells, List.of("1,".repeat(20_000)), TODAY);
        assertThat(check.wrongIn("77777.2.3,4 ".repeat(5_000))).isNotEmpty();
        assertThat(check.wrongIn("9".repeat(100_000))).hasSizeLessThanOrEqualTo(1);
        var missing = table("a", row(new Cell.Missing()));
        assertThat(new ProseCheck(missing, List.of(), TODAY).wrongIn("It is 42."))
                .containsExactly("42");
    }
}
