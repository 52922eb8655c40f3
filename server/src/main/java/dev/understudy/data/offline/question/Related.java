package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import java.util.List;

/**
 * Rows that belong to a row of another table.
 *
 * @param fact the table they are in
 * @param way from it to the other table; the last step is what ties them to the row
 */
record Related(Table fact, List<Joins.Step> way, List<Condition> conditions) {
    Related {
        way = List.copyOf(way);
        conditions = List.copyOf(conditions);
    }
}
