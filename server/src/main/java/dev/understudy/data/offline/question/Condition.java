package dev.understudy.data.offline.question;

import java.util.List;

/** What rows must fulfil; {@code words} say it to people. */
sealed interface Condition {
    String words();

    record Compared(ColumnRef column, Filter.Comparison comparison, String words)
            implements Condition {}

    record OneOf(ColumnRef column, List<String> values, boolean negated, String words)
            implements Condition {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    record Flagged(ColumnRef column, boolean value, String words) implements Condition {}

    record Within(ColumnRef column, Period period, String words) implements Condition {}

    record Present(ColumnRef column, String words) implements Condition {}

    record Exists(Related related, boolean negated, String words) implements Condition {}

    record Amounts(
            Related related, Expression aggregate, Filter.Comparison comparison, String words)
            implements Condition {}
}
