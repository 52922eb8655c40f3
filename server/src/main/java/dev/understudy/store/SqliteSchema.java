package dev.understudy.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * The tables in an SQLite file: {@code user_version} is the number of the newest script that it has
 * taken, as it was before there was Flyway, whose own table is beside the others since.
 *
 * <p>Instants are milliseconds since 1970. A window's start is its name. What the views of the
 * history need is all in {@code attempts} (model, user, team) and {@code queries} (outcome); they
 * begin with a range of days, so the index on the window serves them all. A query's trail is JSON
 * in a table of its own: the history need not read past it, and a server of the version before that
 * runs while this one brings the file up to date can still write its queries.
 */
final class SqliteSchema {
    /** Marks the file as ours ("Unds"), so that no other program's database is written to. */
    static final int APPLICATION_ID = 0x556E6473;

    private SqliteSchema() {}

    /**
     * Refuses what this program could not read, for who only reads.
     *
     * @return the file's version
     */
    static long refuseOthers(Statements statements, Path file) throws SQLException {
        long version = version(statements, file);
        if (version == 0) {
            throw new LedgerException(
                    "the ledger %s is empty: no server has used it yet".formatted(file));
        }
        return version;
    }

    /**
     * Takes the missing steps. The caller holds the write transaction that they are part of: other
     * processes wait for it, and one that is killed in the middle has done nothing.
     */
    static void bringUpToDate(Connection connection, Statements statements, Path file)
            throws SQLException {
        long version = version(statements, file);
        if (version == LedgerMigrations.VERSION) {
            return;
        }
        var migrations =
                LedgerMigrations.inFolder("sqlite").dataSource(withinTransaction(connection));
        if (version > 0) {
            migrations.baselineOnMigrate(true).baselineVersion(Long.toString(version));
        }
        try {
            LedgerMigrations.run(migrations);
        } catch (FlywayException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new LedgerException(
                    "the ledger %s cannot be brought up to date: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
        statements.run("PRAGMA application_id = " + APPLICATION_ID);
        statements.run("PRAGMA user_version = " + LedgerMigrations.VERSION);
    }

    /** Flyway gets a connection that it can neither commit nor close. */
    private static DataSource withinTransaction(Connection connection) {
        var guarded =
                proxy(
                        Connection.class,
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "setAutoCommit", "commit", "rollback", "close" -> null;
                                    default -> passOn(connection, method, arguments);
                                });
        return proxy(
                DataSource.class,
                (_, method, _) -> {
                    if (method.getName().equals("getConnection")) {
                        return guarded;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object passOn(
            Connection connection, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static long version(Statements statements, Path file) throws SQLException {
        long version = statements.number("PRAGMA user_version");
        if (version > LedgerMigrations.VERSION) {
            throw LedgerMigrations.refuseNewer(file.toString(), version);
        }
        boolean ours = statements.number("PRAGMA application_id") == APPLICATION_ID;
        boolean empty =
                version == 0 && statements.number("SELECT count(*) FROM sqlite_schema") == 0;
        if (!ours && !empty) {
            throw new LedgerException(
                    "the ledger %s is another program's database: name another file"
                            .formatted(file));
        }
        return version;
    }
}
