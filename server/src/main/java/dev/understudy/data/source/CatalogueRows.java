package dev.understudy.data.source;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.DataText;
import dev.understudy.data.catalogue.ForeignKey;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.catalogue.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a database's own tables say of its tables, row by row, and makes a catalogue of it:
 * bounded, with comments cleaned, without keys that lead to what is not there. Not thread-safe.
 */
public final class CatalogueRows {
    /** More tables than a question could be about; further ones are left out. */
    public static final int MOST_TABLES = 1_000;

    /** Columns of all tables together. */
    public static final int MOST_COLUMNS = 10_000;

    /** Characters of a comment: two sentences. */
    private static final int COMMENT_CHARS = 200;

    /** What is known of a table so far. */
    private static final class Known {
        private final String comment;
        private final OptionalLong rows;
        private final List<Column> columns = new ArrayList<>();
        private final List<String> primaryKey = new ArrayList<>();
        private final List<ForeignKey> foreignKeys = new ArrayList<>();

        Known(String comment, OptionalLong rows) {
            this.comment = comment;
            this.rows = rows;
        }
    }

    private final Map<TableName, Known> tables = new LinkedHashMap<>();
    private int columns;

    /** A table or a view, before anything that belongs to it. */
    public void table(TableName name, @Nullable String comment, OptionalLong rows) {
        if (tables.size() < MOST_TABLES && DataText.isPlain(name.toString())) {
            tables.put(name, new Known(cleaned(comment), rows));
        }
    }

    /** The next column of a table, whose type says nothing of its values. */
    public void column(
            TableName table,
            String name,
            ColumnType type,
            String declared,
            boolean nullable,
            @Nullable String comment) {
        column(table, name, type, declared, nullable, comment, List.of());
    }

    /** The next column of a table; {@code values} are all that its type allows. */
    public void column(
            TableName table,
            String name,
            ColumnType type,
            String declared,
            boolean nullable,
            @Nullable String comment,
            List<String> values) {
        Known known = tables.get(table);
        if (known != null && columns < MOST_COLUMNS && DataText.isPlain(name)) {
            columns++;
            known.columns.add(
                    new Column(
                            name,
                            type,
                            DataText.cleaned(declared, COMMENT_CHARS),
                            nullable,
                            cleaned(comment),
                            FewValues.cleaned(values)));
        }
    }

    /** The next column of a table's primary key. */
    public void primaryKey(TableName table, String column) {
        Known known = tables.get(table);
        if (known != null) {
            known.primaryKey.add(column);
        }
    }

    /** A whole foreign key. */
    public void foreignKey(TableName table, ForeignKey key) {
        Known known = tables.get(table);
        if (known != null) {
            known.foreignKeys.add(key);
        }
    }

    private static String cleaned(@Nullable String comment) {
        return Optional.ofNullable(comment)
                .map(it -> DataText.cleaned(it, COMMENT_CHARS))
                .orElse("");
    }

    /** Everything so far; tables without a column are left out. */
    public Catalogue catalogue(String source, Dialect dialect, String defaultSchema) {
        var found = new ArrayList<Table>();
        tables.forEach((name, known) -> {
            if (!known.columns.isEmpty()) {
                found.add(table(name, known));
            }
        });
        return new Catalogue(source, dialect, defaultSchema, found);
    }

    private Table table(TableName name, Known known) {
        List<ForeignKey> keys =
                known.foreignKeys.stream()
                        .filter(key -> has(name, key.columns()))
                        .filter(key -> has(key.target(), key.targetColumns()))
                        .toList();
        List<String> primaryKey =
                has(name, known.primaryKey) ? known.primaryKey : List.<String>of();
        return new Table(name, known.comment, known.columns, primaryKey, keys, known.rows);
    }

    private boolean has(TableName table, List<String> wanted) {
        Known known = tables.get(table);
        return known != null
                && known.columns.stream().map(Column::name).toList().containsAll(wanted);
    }
}
