package dev.understudy.data.source.jdbc;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.ColumnType;
import java.util.List;

/** How PostgreSQL describes its tables; the documentation of its system catalogs says the rest. */
final class PostgresCatalogue {
    private static final String SEPARATOR = "\u001f";

    static final CatalogueQueries QUERIES =
            new CatalogueQueries(
                    Dialect.POSTGRESQL,
                    "SELECT current_schema()",
                    """
                    SELECT n.nspname, c.relname, obj_description(c.oid, 'pg_class'),
                      CASE WHEN c.relkind IN ('r', 'p', 'm') AND c.reltuples >= 0
                          AND (c.reltuples > 0 OR c.relpages > 0)
                        THEN c.reltuples::bigint END,
                      a.attname, format_type(a.atttypid, a.atttypmod),
                      CASE WHEN t.typtype = 'e' THEN 'enum' ELSE coalesce(b.typname, t.typname) END,
                      NOT a.attnotnull, col_description(c.oid, a.attnum),
                      CASE WHEN t.typtype = 'e' THEN (SELECT string_agg(e.enumlabel, chr(31)
                          ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) END
                    FROM pg_class c
                      JOIN pg_namespace n ON n.oid = c.relnamespace
                      JOIN pg_attribute a ON a.attrelid = c.oid
                      JOIN pg_type t ON t.oid = a.atttypid
                      LEFT JOIN pg_type b ON b.oid = t.typbasetype
                    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
                      AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                      AND in(n.nspname)
                      AND a.attnum > 0 AND NOT a.attisdropped
                      AND has_schema_privilege(n.oid, 'USAGE')
                      AND has_column_privilege(c.oid, a.attnum, 'SELECT')
                    ORDER BY n.nspname, c.relname, a.attnum
                    """,
                    """
                    SELECT n.nspname, c.relname, a.attname
                    FROM pg_constraint k
                      JOIN pg_class c ON c.oid = k.conrelid
                      JOIN pg_namespace n ON n.oid = c.relnamespace
                      CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS part (attnum, position)
                      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = part.attnum
                    WHERE k.contype = 'p' AND in(n.nspname)
                    ORDER BY n.nspname, c.relname, part.position
                    """,
                    """
                    SELECT n.nspname, c.relname, k.conname, a.attname, tn.nspname, tc.relname, ta.attname
                    FROM pg_constraint k
                      JOIN pg_class c ON c.oid = k.conrelid
                      JOIN pg_namespace n ON n.oid = c.relnamespace
                      JOIN pg_class tc ON tc.oid = k.confrelid
                      JOIN pg_namespace tn ON tn.oid = tc.relnamespace
                      CROSS JOIN LATERAL unnest(k.conkey, k.confkey)
                        WITH ORDINALITY AS part (attnum, target, position)
                      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = part.attnum
                      JOIN pg_attribute ta ON ta.attrelid = tc.oid AND ta.attnum = part.target
                    WHERE k.contype = 'f' AND in(n.nspname)
                    ORDER BY n.nspname, c.relname, k.conname, part.position
                    """,
                    PostgresCatalogue::type,
                    PostgresCatalogue::values);

    private PostgresCatalogue() {}

    private static ColumnType type(String name) {
        return switch (name) {
            case "int2", "int4", "int8", "oid" -> ColumnType.INTEGER;
            case "numeric", "float4", "float8", "money" -> ColumnType.DECIMAL;
            case "text", "varchar", "bpchar", "char", "name", "citext", "uuid", "enum" ->
                    ColumnType.TEXT;
            case "bool" -> ColumnType.BOOLEAN;
            case "date" -> ColumnType.DATE;
            case "timestamp", "timestamptz" -> ColumnType.TIMESTAMP;
            case "time", "timetz" -> ColumnType.TIME;
            default -> ColumnType.OTHER;
        };
    }

    private static List<String> values(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(SEPARATOR, -1));
    }
}
