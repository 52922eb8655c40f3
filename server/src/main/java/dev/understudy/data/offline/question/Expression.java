package dev.understudy.data.offline.question;

import java.util.List;

/** What a query computes. */
sealed interface Expression {
    record Of(ColumnRef column) implements Expression {}

    /** The unit of time that a day or moment is in. */
    record In(TimeUnit unit, ColumnRef column) implements Expression {}

    record Times(ColumnRef left, ColumnRef right) implements Expression {}

    record CountRows() implements Expression {}

    record CountDistinct(ColumnRef column) implements Expression {}

    record Combined(Aggregate aggregate, Expression of) implements Expression {}

    /** An aggregate in percent of its sum over all groups. */
    record ShareOfAll(Expression aggregate) implements Expression {}

    /** Rows that fulfil the conditions, in percent of all. */
    record ShareWhere(List<Condition> conditions) implements Expression {
        public ShareWhere {
            conditions = List.copyOf(conditions);
        }
    }

    /** An aggregate over the rows that belong to this one; 0 where there are none. */
    record Belonging(Related related, Expression aggregate) implements Expression {}
}
