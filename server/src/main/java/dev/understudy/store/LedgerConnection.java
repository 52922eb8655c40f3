package dev.understudy.store;

import java.sql.SQLException;

/** A connection to the ledger's database: transactions, and when they reach the disk. */
interface LedgerConnection extends AutoCloseable {
    /** How long other processes are waited for. */
    enum Patience {
        USUAL,
        /** In trouble: nobody is made to wait for long again and again. */
        SHORT
    }

    /** The rows of the transaction, and of readings between transactions. */
    LedgerRows rows();

    /** Begins to write. */
    void begin(Patience patience) throws SQLException;

    /**
     * Writes what was begun.
     *
     * @throws DoubtfulCommit where the connection broke before the database said what came of it
     */
    void commit() throws SQLException;

    /**
     * Whether a transaction that broke off at its commit has happened all the same.
     *
     * @throws SQLException also while that is not decided yet
     */
    boolean happened(String transaction) throws SQLException;

    /** Takes back what was begun; never fails. */
    void rollback();

    /** Carries out an operation that only reads, outside of transactions. */
    void read(Operation<?> operation) throws SQLException;

    /** {@link Long#MAX_VALUE} where nothing is to be done. */
    long nanosUntilUpkeep();

    /** What is to be done between transactions, once it is due. */
    void upkeep() throws SQLException;

    @Override
    void close();
}
