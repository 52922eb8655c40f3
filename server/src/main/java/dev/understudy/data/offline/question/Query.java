package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import java.util.List;
import java.util.Optional;

/**
 * One SELECT, before it is written in a dialect. All columns outside of {@code base} are reached
 * along {@link Joins}.
 */
record Query(
        Table base,
        List<Output> outputs,
        List<Condition> conditions,
        List<Expression> groups,
        List<Order> orders,
        Optional<Integer> limit,
        boolean distinct) {
    /** A column of the result. */
    record Output(Expression expression, String name) {}

    record Order(Expression expression, boolean descending) {}

    Query {
        outputs = List.copyOf(outputs);
        conditions = List.copyOf(conditions);
        groups = List.copyOf(groups);
        orders = List.copyOf(orders);
    }
}
