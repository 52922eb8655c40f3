package dev.understudy.store;

import dev.understudy.quota.Quota;
import dev.understudy.settings.LedgerSync;
import dev.understudy.time.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * The connection to the ledger's file: its transactions, and how long others are waited for. In WAL
 * mode a commit is a write to the file {@code -wal}; it survives the process at once, and a power
 * cut after the next sync of that file ({@link SqliteWal}).
 *
 * <p>One thread at a time.
 */
final class SqliteConnection implements LedgerConnection {
    /** SQLite waits with pauses of up to 100 ms, in which a busy neighbour always gets in first. */
    private static final int BUSY_MILLIS = 10;

    /** Five seconds. */
    private static final int BUSY_TRIES = 500;

    private static final int BUSY_TRIES_IN_TROUBLE = 10;
    private static final long WAL_BYTES_KEPT = 16L << 20;

    private final SqliteFile file;
    private final Connection connection;
    private final Statements statements;
    private final SqliteWal wal;
    private final LedgerRows rows;

    private SqliteConnection(
            Path path,
            Quota quota,
            LedgerOptions options,
            Ticker ticker,
            Owner owner,
            WalSync walSync,
            Connection connection)
            throws SQLException, IOException {
        this.file = new SqliteFile(path);
        this.connection = connection;
        this.statements = new Statements(connection);
        this.wal =
                new SqliteWal(
                        file.wal(),
                        statements,
                        ticker,
                        walSync,
                        options.sync() == LedgerSync.NORMAL);
        this.rows = new LedgerRows(statements, quota, owner.id(), options.trackTokens());
        patiently(BUSY_TRIES, () -> file.chooseWal(statements));
        statements.run("PRAGMA synchronous = FULL");
        begin(BUSY_TRIES);
        try {
            file.refuseCutOff(statements);
            SqliteSchema.bringUpToDate(connection, statements, path);
            file.refuseDamage(statements);
            commit();
        } catch (SQLException | RuntimeException e) {
            rollback();
            throw e;
        }
        statements.run("PRAGMA synchronous = " + options.sync());
        file.recognise();
    }

    /** Opens the file, making it where it is missing. */
    static SqliteConnection open(
            Path file,
            Quota quota,
            LedgerOptions options,
            Ticker ticker,
            Owner owner,
            WalSync walSync) {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit((int) WAL_BYTES_KEPT);
        Connection connection = null;
        try {
            connection = config.createConnection("jdbc:sqlite:" + file.toUri());
            return new SqliteConnection(file, quota, options, ticker, owner, walSync, connection);
        } catch (SQLException e) {
            closeQuietly(connection);
            throw LedgerException.of(file, e);
        } catch (IOException e) {
            closeQuietly(connection);
            throw new LedgerException("the ledger %s cannot be read: %s".formatted(file, e), e);
        } catch (RuntimeException e) {
            closeQuietly(connection);
            throw e;
        } catch (LinkageError e) {
            throw new LedgerException(
                    ("SQLite's native library cannot be loaded for the ledger %s: make the folder of"
                                    + " temporary files (java.io.tmpdir) writable")
                            .formatted(file),
                    e);
        }
    }

    private static void closeQuietly(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException _) {
            // What went wrong before is what the operator has to know.
        }
    }

    @Override
    public LedgerRows rows() {
        return rows;
    }

    @Override
    public void begin(Patience patience) throws SQLException {
        begin(tries(patience));
    }

    private static int tries(Patience patience) {
        return switch (patience) {
            case USUAL -> BUSY_TRIES;
            case SHORT -> BUSY_TRIES_IN_TROUBLE;
        };
    }

    /** Waits for other processes for {@code tries} times {@link #BUSY_MILLIS}. */
    private void begin(int tries) throws SQLException {
        file.refuseMoved();
        wal.makeUpForFailedSync();
        patiently(tries, () -> statements.run("BEGIN IMMEDIATE"));
        rows.begin();
    }

    /** Does something that other processes may stand in the way of. */
    private void patiently(int tries, Step step) throws SQLException {
        for (int left = tries; ; left--) {
            try {
                step.take();
                return;
            } catch (SQLException e) {
                if (left <= 1 || LedgerException.primaryCode(e) != SQLiteErrorCode.SQLITE_BUSY) {
                    throw e;
                }
                LockSupport.parkNanos(100_000);
            }
        }
    }

    private interface Step {
        void take() throws SQLException;
    }

    @Override
    public void commit() throws SQLException {
        rows.writeTotals();
        statements.run("COMMIT");
        wal.committed();
    }

    /** A file says at once what came of a commit. */
    @Override
    public boolean happened(String transaction) {
        return false;
    }

    @Override
    public void rollback() {
        try {
            statements.run("ROLLBACK");
        } catch (SQLException _) {
            // SQLite has rolled back by itself, as it does after some errors.
        }
    }

    @Override
    public void read(Operation<?> operation) throws SQLException {
        patiently(BUSY_TRIES_IN_TROUBLE, () -> operation.carryOut(rows));
    }

    @Override
    public long nanosUntilUpkeep() {
        return wal.nanosUntilSync();
    }

    @Override
    public void upkeep() throws SQLException {
        wal.sync();
    }

    @Override
    public void close() {
        try {
            wal.finish();
        } catch (SQLException _) {
            // Another process is still writing; the next one to open the file reads the rest.
        }
        try (wal) {
            connection.close();
        } catch (SQLException | IOException _) {
            // All that was committed is in the file already.
        }
    }
}
