package dev.understudy.data;

/** The SQL that a source speaks. */
public enum Dialect {
    DUCKDB("DuckDB"),
    POSTGRESQL("PostgreSQL"),
    /** MariaDB, and MySQL as far as the two agree. */
    MARIADB("MariaDB"),
    /** Microsoft SQL Server's Transact-SQL. */
    SQLSERVER("SQL Server");

    private final String title;

    Dialect(String title) {
        this.title = title;
    }

    /** The name for people and for models. */
    public String title() {
        return title;
    }

    /** The identifier, quoted so that it is one whatever it holds. */
    public String quoted(String identifier) {
        return switch (this) {
            case DUCKDB, POSTGRESQL -> '"' + identifier.replace("\"", "\"\"") + '"';
            case MARIADB -> '`' + identifier.replace("`", "``") + '`';
            case SQLSERVER -> '[' + identifier.replace("]", "]]") + ']';
        };
    }
}
