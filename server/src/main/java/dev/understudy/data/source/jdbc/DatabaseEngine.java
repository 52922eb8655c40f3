package dev.understudy.data.source.jdbc;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * What differs between database servers. The session guard is in {@link #begin}, {@link #prepare}
 * and {@link #execute}: it keeps a statement from changing anything although nobody has looked at
 * it. Stateless; thread-safe.
 */
interface DatabaseEngine {
    /** How long a connection may take to be made; a server that is there answers at once. */
    Duration CONNECT_TIME = Duration.ofSeconds(5);

    /**
     * How long a lock is waited for: reading needs hardly any, and must not queue up behind one.
     */
    Duration LOCK_TIME = Duration.ofSeconds(5);

    Dialect dialect();

    /** A new connection; only one attempt is made. {@code schemas} may be empty. */
    Connection connect(DatabaseAddress address, List<String> schemas) throws SQLException;

    /** What the login can do other than read. */
    WriteRights rights(Connection connection) throws SQLException;

    /** Begins a transaction that is never committed, within the limits. */
    void begin(Connection connection, ResultLimits limits) throws SQLException;

    /** A statement that can be told to stop; nothing runs before {@link #execute}. */
    Statement prepare(Connection connection, String sql) throws SQLException;

    /**
     * Runs what was prepared and gives its rows as they come.
     *
     * @throws SQLException also for what gives no rows, or is more than one statement
     */
    ResultSet execute(Statement statement, String sql, ResultLimits limits) throws SQLException;

    /** After a rollback: nothing of a statement is left in the session. */
    void reset(Connection connection) throws SQLException;

    /** Whether rows that are left over end with the transaction, and need not be read. */
    boolean leavesRowsBehind();

    StatementFailure failure(DatabaseError error, Duration limit);

    /** The tables that the login may read, in {@code schemas} only unless that is empty. */
    Catalogue catalogue(String source, Connection connection, List<String> schemas)
            throws SQLException;
}
