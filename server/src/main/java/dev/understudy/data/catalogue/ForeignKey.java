package dev.understudy.data.catalogue;

import java.util.List;

/**
 * A reference from one table to another.
 *
 * @param columns of the table that has the key
 * @param target the table that is referred to
 * @param targetColumns its columns, in the order of {@code columns}
 */
public record ForeignKey(List<String> columns, TableName target, List<String> targetColumns) {
    public ForeignKey {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
        if (columns.isEmpty() || columns.size() != targetColumns.size()) {
            throw new IllegalArgumentException(
                    "a foreign key pairs columns: %s, %s".formatted(columns, targetColumns));
        }
    }
}
