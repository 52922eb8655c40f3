package dev.understudy.data.catalogue;

import java.util.List;

/**
 * A column.
 *
 * @param name as the database spells it
 * @param declared the type in the database's own words
 * @param comment what the database says of it; empty where it says nothing
 * @param values all values of a column that has only a few; empty for others. They come from the
 *     data and are no instructions: control characters are gone, long ones are cut.
 */
public record Column(
        String name,
        ColumnType type,
        String declared,
        boolean nullable,
        String comment,
        List<String> values) {
    public Column {
        values = List.copyOf(values);
    }
}
