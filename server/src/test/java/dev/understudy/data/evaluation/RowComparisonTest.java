package dev.understudy.data.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.result.Cell;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When two results are the same. */
class RowComparisonTest {
    private static boolean same(List<List<Cell>> expected, List<List<Cell>> got) {
        return RowComparison.same(expected, got, false, BigDecimal.ZERO);
    }

    private static List<Cell> row(Object... values) {
        var row = new ArrayList<Cell>();
        for (var value : values) {
            row.add(
                    switch (value) {
                        case Integer number -> new Cell.Numeric(BigDecimal.valueOf(number));
                        case String text -> new Cell.Text(text, false);
                        default -> (Cell) value;
                    });
        }
        return row;
    }

    @Test
    void rowsMayComeInAnotherOrderUnlessTheOrderWasAskedFor() {
        var expected = List.of(row("a", 1), row("b", 2));
        var got = List.of(row("b", 2), row("a", 1));
        assertThat(same(expected, got)).isTrue();
        assertThat(RowComparison.same(expected, got, true, BigDecimal.ZERO)).isFalse();
        assertThat(RowComparison.same(expected, expected, true, BigDecimal.ZERO)).isTrue();
    }

    @Test
    void columnsMayComeInAnotherOrderAndThereMayBeMore() {
        assertThat(same(List.of(row("a", 1), row("b", 2)), List.of(row(7, 1, "a"), row(7, 2, "b"))))
                .isTrue();
        assertThat(same(List.of(row("a", 1), row("b", 2)), List.of(row("a"), row("b")))).isFalse();
    }

    @Test
    void eachRowMustBeThereAsOftenAsExpected() {
        assertThat(
                        same(
                                List.of(row("a"), row("a"), row("b")),
                                List.of(row("a"), row("b"), row("b"))))
                .isFalse();
        assertThat(same(List.of(row("a")), List.of(row("a"), row("a")))).isFalse();
        assertThat(same(List.of(), List.of())).isTrue();
        assertThat(same(List.of(), List.of(row("a")))).isFalse();
    }

    @Test
    void columnsThatHoldTheSameValuesInOtherRowsAreNotTheSame() {
        assertThat(same(List.of(row("a", 1), row("b", 2)), List.of(row("a", 2), row("b", 1))))
                .isFalse();
    }

    @Test
    void numbersAreEqualWhateverTheirZerosAndNearEnoughWhereAllowed() {
        var one = List.of(row(new Cell.Numeric(new BigDecimal("1.50"))));
        var other = List.of(row(new Cell.Numeric(new BigDecimal("1.5"))));
        var near = List.of(row(new Cell.Numeric(new BigDecimal("1.504"))));
        assertThat(same(one, other)).isTrue();
        assertThat(same(one, near)).isFalse();
        assertThat(RowComparison.same(one, near, false, new BigDecimal("0.005"))).isTrue();
    }

    @Test
    void aDayIsTheBeginningOfItAndANumberIsNoText() {
        var day = LocalDate.of(2026, 1, 2);
        assertThat(
                        same(
                                List.of(row(new Cell.Date(day))),
                                List.of(row(new Cell.Timestamp(day.atStartOfDay())))))
                .isTrue();
        assertThat(same(List.of(row(1)), List.of(row("1")))).isFalse();
        assertThat(same(List.of(row(new Cell.Missing())), List.of(row("")))).isFalse();
    }
}
