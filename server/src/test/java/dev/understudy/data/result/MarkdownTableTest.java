package dev.understudy.data.result;

import static dev.understudy.data.result.Results.many;
import static dev.understudy.data.result.Results.row;
import static dev.understudy.data.result.Results.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.result.ResultTable.Truncation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    /** The cells of the first row, as they are shown. */
    private static List<String> shown(String columns, Object... values) {
        var line =
                MarkdownTable.of(table(columns, row(values)))
                        .lines()
                        .skip(2)
                        .findFirst()
                        .orElseThrow();
        return List.of(line.substring(2, line.length() - 2).split(" \\| ", -1));
    }

    @Test
    void numbersStandOnTheRightWithDigitsThatAreOfUse() {
        assertThat(MarkdownTable.of(table("name|amount", row("a", new BigDecimal("1234.50")))))
                .isEqualTo(
                        """
                        | name | amount |
                        | --- | ---: |
                        | a | 1,234.50 |\
                        """);
    }

    @Test
    void theDigitsOfAColumnAreThoseThatAreOfUse() {
        record Case(String column, Object value, String expected) {}
        var cases =
                List.of(
                        new Case("amount", 1234567, "1,234,567"),
                        new Case("amount", new BigDecimal("100.00"), "100.00"),
                        new Case("amount", new BigDecimal("100.000"), "100"),
                        new Case("amount", 100.0, "100"),
                        new Case("average", 1234.56789, "1,234.57"),
                        new Case("average", 4.5678, "4.568"),
                        new Case("share", 0.123456, "0.1235"),
                        new Case("tiny", 0.00000123456, "0.000001235"),
                        new Case("tiny", new BigDecimal("1E-30"), "1E-30"),
                        new Case("huge", new BigDecimal("1E+40"), "1E+40"),
                        new Case("loss", -1234.5, "-1,234.5"),
                        new Case("order_id", 1234567, "1234567"),
                        new Case("customerId", 1234567, "1234567"),
                        new Case("year", 2025, "2025"),
                        new Case("order_year", 2025, "2025"),
                        new Case("revenue_last_year", 123456, "123,456"),
                        new Case("extract(year FROM day)", 2025, "2025"));
        for (var it : cases) {
            assertThat(shown(it.column(), it.value()))
                    .as(it.toString())
                    .containsExactly(it.expected());
        }
    }

    @Test
    void aColumnsNumbersHaveTheSameDecimals() {
        assertThat(MarkdownTable.of(table("n", row(1.5), row(2.25), row(3))).lines())
                .endsWith("| 1.50 |", "| 2.25 |", "| 3.00 |");
    }

    @Test
    void eachKindOfValueIsShown() {
        assertThat(
                        shown(
                                "missing|yes|day|midnight|moment|time|cut",
                                new Cell.Missing(),
                                true,
                                LocalDate.of(2025, 1, 31),
                                LocalDateTime.of(2025, 1, 31, 0, 0),
                                LocalDateTime.of(2025, 1, 31, 14, 30),
                                new Cell.Time(LocalTime.of(8, 5)),
                                new Cell.Text("long", true)))
                .containsExactly(
                        "–",
                        "true",
                        "2025-01-31",
                        "2025-01-31",
                        "2025-01-31 14:30",
                        "08:05",
                        "long…");
    }

    @Test
    void aValueStaysInItsCellWhateverItHolds() {
        assertThat(shown("a", "x | y\n| z\u0000\u202e `c` *b* _i_ a_b ~s~ $m$ <b> &lt; {{user}}"))
                .containsExactly(
                        "x \\| y \\| z \\`c\\` \\*b\\* \\_i\\_ a_b \\~s\\~ \\$m\\$ \\<b> \\&lt;"
                                + " \\{\\{user\\}\\}");
        assertThat(shown("a", "![i](http://e.example) [l](x) [r][1] www.e.example a@e.example"))
                .containsExactly(
                        "![i]\\(http\\://e.example) [l]\\(x) [r]\\[1] www\\.e.example a\\@e.example");
    }

    @Test
    void aColumnsNameStaysInItsCellAndIsNeverEmpty() {
        var table = new ResultTable(List.of("a | b", " "), List.of(), Truncation.NONE);
        var one = table("x|y", row(1, 2));
        assertThat(MarkdownTable.of(new ResultTable(table.columns(), one.rows(), Truncation.NONE)))
                .startsWith("| a \\| b | column 2 |\n");
    }

    @Test
    void longTablesAreShownInPart() {
        var lines = MarkdownTable.of(many(1000)).lines().toList();
        assertThat(lines).hasSize(2 + MarkdownTable.MOST_ROWS + 2).endsWith("… and 950 more rows.");
        assertThat(MarkdownTable.of(many(51))).endsWith("… and 1 more row.");
        assertThat(MarkdownTable.of(many(50))).doesNotContain("more");
    }

    @Test
    void whatTheDatabaseHadMoreIsSaid() {
        assertThat(MarkdownTable.of(table("a", Truncation.ROWS, row(1))))
                .endsWith("The database had more: only the first 1 rows were fetched.");
        assertThat(MarkdownTable.of(table("a", Truncation.BYTES, row(1))))
                .endsWith("since they are large.");
    }

    @Test
    void wideTablesAndLongValuesAreCut() {
        var columns = String.join("|", IntStream.range(0, 25).mapToObj(it -> "c" + it).toList());
        var wide = MarkdownTable.of(table(columns, IntStream.range(0, 25).boxed().toArray()));
        assertThat(wide)
                .contains("| c19 |")
                .doesNotContain("c20")
                .endsWith("5 more columns are not shown.");
        assertThat(shown("a", "x".repeat(199) + "😀😀").getFirst())
                .isEqualTo("x".repeat(199) + "…");
    }

    @Test
    void withoutRowsThereIsNoTable() {
        assertThat(MarkdownTable.of(table("a"))).isEqualTo("No rows.");
    }
}
