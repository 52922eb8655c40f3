package dev.understudy.data.source.duckdb;

import dev.understudy.data.catalogue.ColumnType;

/** DuckDB's types in no dialect's words. Pure. */
final class DuckDbTypes {
    private DuckDbTypes() {}

    /** The kind of a type as DuckDB declares it. */
    static ColumnType of(String declared) {
        if (declared.endsWith("]")) {
            return ColumnType.OTHER;
        }
        int parameters = declared.indexOf('(');
        return switch (parameters < 0 ? declared : declared.substring(0, parameters)) {
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "BIGNUM" ->
                    ColumnType.INTEGER;
            case "DECIMAL", "FLOAT", "DOUBLE" -> ColumnType.DECIMAL;
            case "VARCHAR", "ENUM", "UUID" -> ColumnType.TEXT;
            case "BOOLEAN" -> ColumnType.BOOLEAN;
            case "DATE" -> ColumnType.DATE;
            case "TIMESTAMP",
                    "TIMESTAMP_S",
                    "TIMESTAMP_MS",
                    "TIMESTAMP_NS",
                    "TIMESTAMP WITH TIME ZONE" ->
                    ColumnType.TIMESTAMP;
            case "TIME", "TIME_NS" -> ColumnType.TIME;
            default -> ColumnType.OTHER;
        };
    }
}
