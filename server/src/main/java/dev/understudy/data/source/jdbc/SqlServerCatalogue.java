package dev.understudy.data.source.jdbc;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.ColumnType;
import java.util.List;

/** How SQL Server describes its tables: its catalog views, {@code MS_Description} for comments. */
final class SqlServerCatalogue {
    static final CatalogueQueries QUERIES =
            new CatalogueQueries(
                    Dialect.SQLSERVER,
                    "SELECT SCHEMA_NAME()",
                    """
                    SELECT s.name, o.name, CAST(od.value AS nvarchar(1000)),
                      (SELECT SUM(p.rows) FROM sys.partitions p
                        WHERE p.object_id = o.object_id AND p.index_id IN (0, 1)),
                      c.name,
                      t.name + CASE
                        WHEN t.name IN ('decimal', 'numeric')
                          THEN CONCAT('(', c.precision, ',', c.scale, ')')
                        WHEN t.name LIKE '%char' AND c.max_length = -1 THEN '(max)'
                        WHEN t.name IN ('nchar', 'nvarchar') THEN CONCAT('(', c.max_length / 2, ')')
                        WHEN t.name IN ('char', 'varchar') THEN CONCAT('(', c.max_length, ')')
                        ELSE '' END,
                      COALESCE(b.name, t.name), c.is_nullable,
                      CAST(cd.value AS nvarchar(1000)), ''
                    FROM sys.objects o
                      JOIN sys.schemas s ON s.schema_id = o.schema_id
                      JOIN sys.columns c ON c.object_id = o.object_id
                      JOIN sys.types t ON t.user_type_id = c.user_type_id
                      LEFT JOIN sys.types b
                        ON b.user_type_id = t.system_type_id AND t.is_user_defined = 1
                      LEFT JOIN sys.extended_properties od ON od.class = 1
                        AND od.major_id = o.object_id AND od.minor_id = 0
                        AND od.name = 'MS_Description'
                      LEFT JOIN sys.extended_properties cd ON cd.class = 1
                        AND cd.major_id = o.object_id AND cd.minor_id = c.column_id
                        AND cd.name = 'MS_Description'
                    WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
                      AND HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name),
                        'OBJECT', 'SELECT') = 1
                      AND in(s.name)
                    ORDER BY s.name, o.name, c.column_id
                    """,
                    """
                    SELECT s.name, o.name, c.name
                    FROM sys.key_constraints k
                      JOIN sys.objects o ON o.object_id = k.parent_object_id
                      JOIN sys.schemas s ON s.schema_id = o.schema_id
                      JOIN sys.index_columns i
                        ON i.object_id = o.object_id AND i.index_id = k.unique_index_id
                      JOIN sys.columns c
                        ON c.object_id = o.object_id AND c.column_id = i.column_id
                    WHERE k.type = 'PK' AND in(s.name)
                    ORDER BY s.name, o.name, i.key_ordinal
                    """,
                    """
                    SELECT s.name, o.name, k.name, c.name, ts.name, r.name, tc.name
                    FROM sys.foreign_keys k
                      JOIN sys.foreign_key_columns p ON p.constraint_object_id = k.object_id
                      JOIN sys.objects o ON o.object_id = p.parent_object_id
                      JOIN sys.schemas s ON s.schema_id = o.schema_id
                      JOIN sys.columns c
                        ON c.object_id = o.object_id AND c.column_id = p.parent_column_id
                      JOIN sys.objects r ON r.object_id = p.referenced_object_id
                      JOIN sys.schemas ts ON ts.schema_id = r.schema_id
                      JOIN sys.columns tc
                        ON tc.object_id = r.object_id AND tc.column_id = p.referenced_column_id
                    WHERE 1 = 1 AND in(s.name)
                    ORDER BY s.name, o.name, k.name, p.constraint_column_id
                    """,
                    SqlServerCatalogue::type,
                    _ -> List.of());

    private SqlServerCatalogue() {}

    private static ColumnType type(String name) {
        return switch (name) {
            case "tinyint", "smallint", "int", "bigint" -> ColumnType.INTEGER;
            case "decimal", "numeric", "money", "smallmoney", "float", "real" -> ColumnType.DECIMAL;
            case "char",
                    "varchar",
                    "nchar",
                    "nvarchar",
                    "text",
                    "ntext",
                    "uniqueidentifier",
                    "sysname" ->
                    ColumnType.TEXT;
            case "bit" -> ColumnType.BOOLEAN;
            case "date" -> ColumnType.DATE;
            case "datetime", "datetime2", "smalldatetime", "datetimeoffset" -> ColumnType.TIMESTAMP;
            case "time" -> ColumnType.TIME;
            default -> ColumnType.OTHER;
        };
    }
}
