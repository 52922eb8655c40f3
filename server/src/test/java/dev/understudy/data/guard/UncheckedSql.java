package dev.understudy.data.guard;

import dev.understudy.data.Dialect;

/** Statements that no guard has seen, to try the walls behind it. */
public final class UncheckedSql {
    private UncheckedSql() {}

    public static ReadOnlySql of(String text, Dialect dialect) {
        return new ReadOnlySql(text, dialect);
    }
}
