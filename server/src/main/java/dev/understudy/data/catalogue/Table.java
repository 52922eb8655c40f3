package dev.understudy.data.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A table or a view.
 *
 * @param comment what the database says of it; empty where it says nothing
 * @param primaryKey the columns of the key; empty where there is none
 * @param rows how many rows it has, perhaps by the database's own estimate; empty when unknown
 */
public record Table(
        TableName name,
        String comment,
        List<Column> columns,
        List<String> primaryKey,
        List<ForeignKey> foreignKeys,
        OptionalLong rows) {
    public Table {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** The column of that name, in any case of letters. */
    public Optional<Column> column(String wanted) {
        return columns.stream().filter(it -> it.name().equalsIgnoreCase(wanted)).findFirst();
    }
}
