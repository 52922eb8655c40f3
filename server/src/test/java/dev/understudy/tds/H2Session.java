package dev.understudy.tds;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection to H2 with the state that SQL Server keeps for a session. For one thread at a time.
 */
final class H2Session implements AutoCloseable {
    private final Connection h2;
    private boolean implicitTransactions;
    private boolean inTransaction;
    private int mostRows;

    H2Session(Connection h2) {
        this.h2 = h2;
    }

    boolean inTransaction() {
        return inTransaction;
    }

    /** SET IMPLICIT_TRANSACTIONS: the next statement begins a transaction. */
    void implicitTransactions(boolean on) {
        implicitTransactions = on;
    }

    /** SET ROWCOUNT; 0 is all. */
    void mostRows(int count) {
        mostRows = count;
    }

    /** Begins a transaction if there is none; the tokens say so. */
    WireBuffer begin() throws SQLException {
        if (inTransaction) {
            return new WireBuffer();
        }
        inTransaction = true;
        h2.setAutoCommit(false);
        return Tokens.transactionBegan();
    }

    /** Ends the transaction if there is one; the tokens say so. */
    WireBuffer end(boolean commit) throws SQLException {
        if (!inTransaction) {
            return new WireBuffer();
        }
        if (commit) {
            h2.commit();
        } else {
            h2.rollback();
        }
        inTransaction = false;
        h2.setAutoCommit(true);
        return Tokens.transactionEnded(commit);
    }

    /** As after login. */
    void reset() throws SQLException {
        end(false);
        implicitTransactions = false;
        mostRows = 0;
    }

    /** What H2 shall run next; begins a transaction where the session wants one. */
    PreparedStatement prepare(String sql, List<? extends @Nullable Object> parameters)
            throws SQLException {
        PreparedStatement statement = h2.prepareStatement(sql);
        statement.setMaxRows(mostRows);
        for (int at = 0; at < parameters.size(); at++) {
            statement.setObject(at + 1, parameters.get(at));
        }
        return statement;
    }

    /** Before each statement that H2 runs. */
    WireBuffer beforeStatement() throws SQLException {
        return implicitTransactions ? begin() : new WireBuffer();
    }

    /** What was not committed is undone. */
    @Override
    public void close() throws SQLException {
        try (h2) {
            end(false);
        }
    }
}
