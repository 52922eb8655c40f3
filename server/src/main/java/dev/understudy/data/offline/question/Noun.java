package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import java.util.List;
import java.util.Optional;

/** What a phrase of a question is about. */
sealed interface Noun {
    /** A table's rows: "customers". */
    record Rows(Table table, boolean plural) implements Noun {}

    /** A column: "list price"; several where the words fit several. */
    record Values(List<ColumnRef> columns, String said, boolean plural) implements Noun {
        public Values {
            columns = List.copyOf(columns);
        }
    }

    /** "Revenue", "order value": whatever column holds money; {@code of} a certain table. */
    record Money(String said, Optional<Table> of) implements Noun {}

    /** "Units", "quantity": whatever column counts pieces. */
    record Units() implements Noun {}

    /** "The number of orders", as something to rank or compare by. */
    record NumberOf(Table table) implements Noun {}

    /** "Average salary", as something to rank or compare by. */
    record Combined(Aggregate aggregate, Noun of) implements Noun {}

    /** "Month". */
    record Time(TimeUnit unit) implements Noun {}

    /** Whether it can be summed up or compared as a number. */
    default boolean metric() {
        return switch (this) {
            case Money _, Units _, NumberOf _, Combined _ -> true;
            case Values(var columns, _, _) ->
                    columns.stream().allMatch(it -> it.column().type().numeric())
                            && columns.stream().noneMatch(Naming::identifies);
            case Rows _, Time _ -> false;
        };
    }
}
