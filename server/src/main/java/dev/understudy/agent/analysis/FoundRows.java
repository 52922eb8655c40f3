package dev.understudy.agent.analysis;

import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ChartWish;
import dev.understudy.data.result.ResultTable;
import dev.understudy.gateway.Findings;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What a statement found.
 *
 * @param sql as it was run
 * @param assumption how the question was understood; empty where there was nothing to choose
 */
record FoundRows(
        String source,
        String sql,
        ResultTable table,
        Duration took,
        String assumption,
        ChartWish chart) {
    Findings findings() {
        return new Findings(source, sql, table);
    }

    /** No row, or one that holds nothing: the sum of no rows. */
    boolean empty() {
        return table.rows().isEmpty() || onlyRowIs(Cell.Missing.class::isInstance);
    }

    /** Empty, or a count of nothing: perhaps a filter asks for what there is not. */
    boolean suspicious() {
        return empty() || onlyRowIs(FoundRows::nothing);
    }

    private boolean onlyRowIs(Predicate<Cell> cell) {
        return table.rows().size() == 1 && table.rows().getFirst().stream().allMatch(cell);
    }

    private static boolean nothing(Cell cell) {
        return cell instanceof Cell.Missing
                || (cell instanceof Cell.Numeric(var value) && value.signum() == 0);
    }
}
