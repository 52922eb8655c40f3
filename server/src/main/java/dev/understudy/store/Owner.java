package dev.understudy.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Who holds reservations: one open ledger. It shows to others that it lives, so that they tell a
 * dead owner from a slow one.
 */
interface Owner extends AutoCloseable {
    /** No other owner has it, or ever had. */
    String id();

    /** How often to {@link #beat} and to look for the dead. */
    Duration beatEvery();

    /** Shows that it lives. On the ledger's thread, in a transaction. */
    void beat(Statements statements) throws SQLException;

    /**
     * The owners that hold reservations and are certainly dead. On the ledger's thread, in a
     * transaction.
     */
    List<String> dead(Statements statements) throws SQLException;

    @Override
    void close();
}
