package dev.understudy.store;

import dev.understudy.quota.Quota;
import dev.understudy.time.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * The ledger's file with its owner: writes operations, all of a list or none, and connects again
 * after errors that a connection does not survive. Trouble comes out as {@link LedgerException}.
 * One thread at a time.
 */
final class LedgerFile implements AutoCloseable {
    /** Five seconds; in trouble nobody is made to wait that long again and again. */
    private static final int BUSY_TRIES = 500;

    private static final int BUSY_TRIES_IN_TROUBLE = 10;

    private final Path path;
    private final Quota quota;
    private final LedgerOptions options;
    private final Ticker ticker;
    private final Owner owner;
    private final WalSync walSync;
    private @Nullable LedgerDatabase database;
    private final LongAdder commits = new LongAdder();

    LedgerFile(
            Path path,
            Quota quota,
            LedgerOptions options,
            Ticker ticker,
            Owner owner,
            WalSync walSync) {
        this.path = path;
        this.quota = quota;
        this.options = options;
        this.ticker = ticker;
        this.owner = owner;
        this.walSync = walSync;
        this.database = LedgerDatabase.open(path, quota, options, ticker, owner, walSync);
    }

    LedgerException trouble(String what) {
        return new LedgerException("the ledger %s %s".formatted(path, what));
    }

    /** Returns the attempts that were ended by it. */
    List<EndedAttempt> commit(List<Operation<?>> operations, boolean inTrouble) {
        boolean done = false;
        while (!done) {
            done = tryCommit(operations, inTrouble ? BUSY_TRIES_IN_TROUBLE : BUSY_TRIES);
        }
        return connected().rows().ended();
    }

    /** Finds out, without an operation at hand, whether something can be written. */
    List<EndedAttempt> probe() {
        return commit(List.of(new Operation<>(Lane.ASK, LedgerRows::probe)), true);
    }

    /** False where one of them can never be written: it is marked so, and the rest to be tried. */
    private boolean tryCommit(List<Operation<?>> operations, int busyTries) {
        var connected = connected();
        Operation<?> current = null;
        try {
            connected.begin(busyTries);
            for (var operation : operations) {
                current = operation;
                operation.carryOut(connected.rows());
            }
            current = null;
            connected.commit();
            commits.increment();
            return true;
        } catch (SQLException e) {
            connected.rollback();
            if (current != null && isOfTheEntry(e)) {
                current.spoil(trouble("cannot hold an entry: " + e));
                return false;
            }
            disconnectAfter(e);
            throw LedgerException.of(path, e);
        } catch (LedgerException e) {
            throw e;
        } catch (RuntimeException e) {
            connected.rollback();
            if (current == null) {
                throw e;
            }
            current.spoil(trouble("cannot hold an entry: " + e));
            return false;
        }
    }

    /** Errors that the same entry would meet again on a healthy file. */
    private static boolean isOfTheEntry(SQLException e) {
        return switch (LedgerException.primaryCode(e)) {
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE -> true;
            default -> false;
        };
    }

    void read(Operation<?> operation) {
        try {
            var connected = connected();
            connected.patiently(BUSY_TRIES_IN_TROUBLE, () -> operation.carryOut(connected.rows()));
        } catch (SQLException e) {
            disconnectAfter(e);
            throw LedgerException.of(path, e);
        }
    }

    private LedgerDatabase connected() {
        if (database == null) {
            if (Files.notExists(path)) {
                throw trouble("is gone: put it back, or restart to begin a new one");
            }
            database = LedgerDatabase.open(path, quota, options, ticker, owner, walSync);
        }
        return database;
    }

    private void disconnectAfter(SQLException e) {
        SQLiteErrorCode code = LedgerException.primaryCode(e);
        switch (code) {
            case SQLITE_FULL, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY -> {
                // The connection is as good as before.
            }
            default -> disconnect();
        }
    }

    private void disconnect() {
        if (database != null) {
            database.close();
            database = null;
        }
    }

    /** {@link Long#MAX_VALUE} where all commits are on the disk. */
    long nanosUntilSync() {
        return database == null ? Long.MAX_VALUE : database.nanosUntilSync();
    }

    void syncWhenDue() {
        if (database == null || database.nanosUntilSync() > 0) {
            return;
        }
        try {
            database.sync();
        } catch (SQLException e) {
            throw LedgerException.of(path, e);
        }
    }

    /** Transactions that were committed since the file was opened. */
    long commits() {
        return commits.sum();
    }

    @Override
    public void close() {
        disconnect();
        owner.close();
    }
}
