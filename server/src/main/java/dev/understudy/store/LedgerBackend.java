package dev.understudy.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The kind of database that a ledger is in: how to connect, what its errors mean, and how a dead
 * owner of reservations is told from a slow one. One thread at a time, but for {@link
 * #connectToRead}.
 */
interface LedgerBackend extends AutoCloseable {
    /** What an error of the database is about. */
    enum Fault {
        /** The entry: it would meet the same error again, however well the database is. */
        ENTRY,
        /** Two transactions in each other's way: the same one, done again, will work. */
        COLLISION,
        /** The moment: the connection is as good as before. */
        MOMENT,
        /** The connection, which did not survive it. */
        CONNECTION
    }

    /**
     * Connects, and brings the tables up to date.
     *
     * @throws LedgerException where that cannot be done; the message is for the operator
     */
    LedgerConnection connect();

    /** A connection that cannot change anything, for one reading that may be long. Any thread. */
    Connection connectToRead() throws SQLException;

    Fault faultOf(SQLException error);

    /** An error in the operator's words: what is wrong, and what to do. */
    LedgerException trouble(SQLException error);

    /** The same, of what is not an error of the database; {@code what} goes on from its name. */
    LedgerException trouble(String what);

    /** Whom the reservations of this process belong to. */
    Owner owner();

    /** Gives up all reservations that are still outstanding: the next sweep settles them. */
    @Override
    void close();
}
