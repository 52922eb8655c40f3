package dev.understudy.data.offline.question;

import dev.understudy.data.Dialect;

/**
 * The stretch of time that a moment is in, in SQL: days and weeks (their Monday) as dates, months
 * as 2025-03, quarters as 2025-Q1, years as numbers.
 */
final class TimeBuckets {
    private TimeBuckets() {}

    static String written(TimeUnit unit, String column, Dialect dialect) {
        return switch (unit) {
            case DAY -> "CAST(" + column + " AS DATE)";
            case WEEK -> week(column, dialect);
            case MONTH -> month(column, dialect);
            case QUARTER -> quarter(column, dialect);
            case YEAR ->
                    dialect == Dialect.SQLSERVER
                            ? "YEAR(" + column + ")"
                            : "EXTRACT(YEAR FROM " + column + ")";
        };
    }

    private static String week(String column, Dialect dialect) {
        return switch (dialect) {
            case DUCKDB, POSTGRESQL -> "CAST(DATE_TRUNC('week', " + column + ") AS DATE)";
            case MARIADB ->
                    "DATE_SUB(CAST(%1$s AS DATE), INTERVAL WEEKDAY(%1$s) DAY)".formatted(column);
            // The first of January 1900 was a Monday.
            case SQLSERVER ->
                    "DATEADD(day, -(DATEDIFF(day, '19000101', %1$s) %% 7), CAST(%1$s AS DATE))"
                            .formatted(column);
        };
    }

    private static String month(String column, Dialect dialect) {
        return switch (dialect) {
            case DUCKDB -> "STRFTIME(" + column + ", '%Y-%m')";
            case POSTGRESQL -> "TO_CHAR(" + column + ", 'YYYY-MM')";
            case MARIADB -> "DATE_FORMAT(" + column + ", '%Y-%m')";
            case SQLSERVER -> "CONVERT(CHAR(7), " + column + ", 126)";
        };
    }

    private static String quarter(String column, Dialect dialect) {
        return switch (dialect) {
            case DUCKDB ->
                    "CONCAT(EXTRACT(YEAR FROM %1$s), '-Q', EXTRACT(QUARTER FROM %1$s))"
                            .formatted(column);
            case POSTGRESQL -> "TO_CHAR(" + column + ", 'YYYY-\"Q\"Q')";
            case MARIADB -> "CONCAT(YEAR(%1$s), '-Q', QUARTER(%1$s))".formatted(column);
            case SQLSERVER -> "CONCAT(YEAR(%1$s), '-Q', DATEPART(quarter, %1$s))".formatted(column);
        };
    }
}
