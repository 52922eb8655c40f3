package dev.understudy.data.catalogue;

/** What kind of values a column holds, in no dialect's words. */
public enum ColumnType {
    INTEGER,
    DECIMAL,
    TEXT,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    TIME,
    /** Anything else: binary, JSON, arrays, ranges. */
    OTHER;

    /** Whether sums and averages make sense. */
    public boolean numeric() {
        return this == INTEGER || this == DECIMAL;
    }

    /** Whether it says on which day something was. */
    public boolean dated() {
        return this == DATE || this == TIMESTAMP;
    }
}
