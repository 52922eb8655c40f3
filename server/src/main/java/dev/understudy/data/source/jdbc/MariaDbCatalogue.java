package dev.understudy.data.source.jdbc;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How MariaDB and MySQL describe their tables: their {@code information_schema}. */
final class MariaDbCatalogue {
    private static final Pattern ENUM_VALUE = Pattern.compile("'((?:[^']|'')*)'");

    static final CatalogueQueries QUERIES =
            new CatalogueQueries(
                    Dialect.MARIADB,
                    "SELECT DATABASE()",
                    """
                    SELECT c.table_schema, c.table_name,
                      CASE WHEN t.table_type = 'VIEW' THEN '' ELSE t.table_comment END, t.table_rows,
                      c.column_name, c.column_type, c.column_type, c.is_nullable = 'YES',
                      c.column_comment, c.column_type
                    FROM information_schema.columns c
                      JOIN information_schema.tables t
                        ON t.table_schema = c.table_schema AND t.table_name = c.table_name
                    WHERE c.table_schema NOT IN
                        ('information_schema', 'mysql', 'performance_schema', 'sys')
                      AND FIND_IN_SET('select', c.privileges) > 0
                      AND in(c.table_schema)
                    ORDER BY c.table_schema, c.table_name, c.ordinal_position
                    """,
                    """
                    SELECT table_schema, table_name, column_name
                    FROM information_schema.key_column_usage
                    WHERE constraint_name = 'PRIMARY' AND in(table_schema)
                    ORDER BY table_schema, table_name, ordinal_position
                    """,
                    """
                    SELECT table_schema, table_name, constraint_name, column_name,
                      referenced_table_schema, referenced_table_name, referenced_column_name
                    FROM information_schema.key_column_usage
                    WHERE referenced_table_name IS NOT NULL AND in(table_schema)
                    ORDER BY table_schema, table_name, constraint_name, ordinal_position
                    """,
                    MariaDbCatalogue::type,
                    MariaDbCatalogue::values);

    private MariaDbCatalogue() {}

    static ColumnType type(String declared) {
        var type = declared.toLowerCase(Locale.ROOT);
        if (type.startsWith("tinyint(1)") || type.equals("bit(1)")) {
            return ColumnType.BOOLEAN;
        }
        return switch (type.replaceFirst("[( ].*", "")) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "year" -> ColumnType.INTEGER;
            case "decimal", "float", "double" -> ColumnType.DECIMAL;
            case "char",
                    "varchar",
                    "tinytext",
                    "text",
                    "mediumtext",
                    "longtext",
                    "enum",
                    "set",
                    "uuid" ->
                    ColumnType.TEXT;
            case "date" -> ColumnType.DATE;
            case "datetime", "timestamp" -> ColumnType.TIMESTAMP;
            case "time" -> ColumnType.TIME;
            default -> ColumnType.OTHER;
        };
    }

    /** The values in {@code enum('a','b')}. */
    static List<String> values(String declared) {
        if (!declared.startsWith("enum(")) {
            return List.of();
        }
        var values = new ArrayList<String>();
        var found = ENUM_VALUE.matcher(declared);
        while (found.find()) {
            values.add(found.group(1).replace("''", "'"));
        }
        return values;
    }
}
