package dev.understudy.data.guard;

import dev.understudy.data.Dialect;

/** Statements that were let through without being judged, for tests of what comes after that. */
public final class AllowedSql {
    private AllowedSql() {}

    public static GuardVerdict of(String sql, Dialect dialect) {
        return new GuardVerdict.Allowed(new ReadOnlySql(sql, dialect));
    }
}
