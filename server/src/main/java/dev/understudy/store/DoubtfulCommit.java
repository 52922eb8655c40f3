package dev.understudy.store;

import java.sql.SQLException;

/**
 * A transaction of which nobody knows whether it was committed: the connection broke meanwhile. Its
 * name in the database tells later.
 */
final class DoubtfulCommit extends SQLException {
    private static final long serialVersionUID = 1;

    private final String transaction;

    DoubtfulCommit(String transaction, SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
        this.transaction = transaction;
    }

    String transaction() {
        return transaction;
    }
}
