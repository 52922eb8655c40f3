package dev.understudy.agent.analysis;

import dev.understudy.data.Dialect;

/** What a model must know to write SQL in a dialect. */
final class DialectRules {
    private DialectRules() {}

    static String of(Dialect dialect) {
        return switch (dialect) {
            case DUCKDB ->
                    """
                    LIMIT n for the first n rows; "double quotes" around names that need them; \
                    DATE '2025-01-31'; EXTRACT(YEAR FROM day); date_trunc('month', day); \
                    strftime(day, '%Y-%m'); INTERVAL 1 MONTH; || joins texts; ILIKE ignores case; \
                    no functions that read files or settings.\
                    """;
            case POSTGRESQL ->
                    """
                    LIMIT n for the first n rows; "double quotes" around names that need them; \
                    DATE '2025-01-31'; EXTRACT(YEAR FROM day); date_trunc('month', day); \
                    to_char(day, 'YYYY-MM'); INTERVAL '1 month'; || joins texts; ILIKE ignores \
                    case; round() of two arguments takes numeric only.\
                    """;
            case MARIADB ->
                    """
                    LIMIT n for the first n rows; `backticks` around names that need them; \
                    YEAR(day); DATE_FORMAT(day, '%Y-%m'); day + INTERVAL 1 MONTH; CONCAT joins \
                    texts; no FULL JOIN; no ILIKE.\
                    """;
            case SQLSERVER ->
                    """
                    SELECT TOP (n) for the first n rows, never LIMIT; [brackets] around names that \
                    need them; YEAR(day); DATEADD and DATEDIFF; CONVERT(char(7), day, 126) for the \
                    month; + joins texts; 1 and 0 instead of true and false; every column that is \
                    not aggregated stands in GROUP BY, and no alias does.\
                    """;
        };
    }
}
