package dev.understudy.data.evaluation;

import dev.understudy.data.result.Cell;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A question and its right result.
 *
 * @param ask as a user would say it
 * @param expected what is right; empty where only a decline is
 * @param ordered whether the rows' order belongs to the result
 * @param tolerance by how much numbers may differ; 0 unless the result is an average or a share
 * @param declinable whether without a model a decline is what is wanted
 */
public record GoldenQuestion(
        String ask,
        Optional<Expected> expected,
        boolean ordered,
        BigDecimal tolerance,
        boolean declinable) {

    /** Where the right rows come from. */
    public sealed interface Expected {
        /** A statement written by hand, in the dialect of the database. */
        record BySql(String sql) implements Expected {}

        record ByRows(List<List<Cell>> rows) implements Expected {
            public ByRows {
                rows = rows.stream().map(List::copyOf).toList();
            }
        }
    }
}
