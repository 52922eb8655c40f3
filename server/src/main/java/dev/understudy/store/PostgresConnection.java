package dev.understudy.store;

import dev.understudy.quota.Quota;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The connection to a ledger in PostgreSQL. What is committed is on the server's disk, and on that
 * of a synchronous standby, before anybody is answered.
 *
 * <p>Transactions are of the level READ COMMITTED: two that change the quota's row wait for each
 * other, and the second looks at its condition again on the row that the first has left (the
 * manual, 13.2.1), so that no place is taken twice.
 *
 * <p>One thread at a time.
 */
final class PostgresConnection implements LedgerConnection {
    private final Connection connection;
    private final Statements statements;
    private final LedgerRows rows;

    private PostgresConnection(
            Connection connection, Quota quota, LedgerOptions options, Owner owner) {
        this.connection = connection;
        this.statements = new Statements(connection);
        this.rows = new LedgerRows(statements, quota, owner.id(), options.trackTokens());
    }

    /** Over a connection to write, to a database that has the tables. */
    static PostgresConnection over(
            Connection connected, Quota quota, LedgerOptions options, Owner owner)
            throws SQLException {
        var connection = new PostgresConnection(connected, quota, options, owner);
        connection.waitForTheDisk();
        return connection;
    }

    /** A server that is set to answer before it has written would lose places in a power cut. */
    private void waitForTheDisk() throws SQLException {
        statements.execute(
                """
                SELECT set_config('synchronous_commit', 'on', false)
                  WHERE current_setting('synchronous_commit') = 'off'
                """);
    }

    @Override
    public LedgerRows rows() {
        return rows;
    }

    /** The server bounds how long a transaction waits for others. */
    @Override
    public void begin(Patience patience) throws SQLException {
        connection.setAutoCommit(false);
        rows.begin();
    }

    @Override
    public void commit() throws SQLException {
        rows.writeTotals();
        var transaction =
                statements
                        .first(
                                "SELECT coalesce(pg_current_xact_id_if_assigned()::text, '')",
                                row -> row.getString(1))
                        .orElse("");
        try {
            connection.commit();
        } catch (SQLException e) {
            if (transaction.isEmpty() || !PostgresBackend.isOfTheConnection(e)) {
                throw e;
            }
            throw new DoubtfulCommit(transaction, e);
        }
        connection.setAutoCommit(true);
    }

    @Override
    public boolean happened(String transaction) throws SQLException {
        var status =
                statements
                        .first(
                                "SELECT coalesce(pg_xact_status(CAST(? AS xid8)), 'forgotten')",
                                row -> row.getString(1),
                                transaction)
                        .orElse("");
        if (status.equals("in progress")) {
            throw new SQLException("a transaction that broke off has not ended yet", "55P03");
        }
        return status.equals("committed");
    }

    @Override
    public void rollback() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException _) {
            // The connection is broken, and with it the transaction.
        }
    }

    @Override
    public void read(Operation<?> operation) throws SQLException {
        operation.carryOut(rows);
    }

    @Override
    public long nanosUntilUpkeep() {
        return Long.MAX_VALUE;
    }

    @Override
    public void upkeep() {
        // The server looks after itself.
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // It was broken.
        }
    }
}
