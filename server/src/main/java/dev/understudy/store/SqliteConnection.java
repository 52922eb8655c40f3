package dev.understudy.store;

import dev.understudy.quota.Quota;
import dev.understudy.settings.LedgerSync;
import dev.understudy.time.Ticker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * The connection to the ledger's file: transactions, and when they reach the disk.
 *
 * <p>In WAL mode a commit is a write to the file {@code -wal}; it survives the process at once, and
 * a power cut after the next sync of that file. It is synced by hand, since with {@code
 * synchronous=NORMAL} SQLite does so only when the file is folded into the main one. Nothing here
 * ever opens the main file by other means: closing it again would give up SQLite's own locks.
 *
 * <p>One thread at a time.
 */
final class SqliteConnection implements LedgerConnection {
    /** Half of what is promised; the other half is for a batch and the disk. */
    private static final Duration SYNC_AFTER = Duration.ofMillis(50);

    /** SQLite waits with pauses of up to 100 ms, in which a busy neighbour always gets in first. */
    private static final int BUSY_MILLIS = 10;

    /** Five seconds. */
    private static final int BUSY_TRIES = 500;

    private static final int BUSY_TRIES_IN_TROUBLE = 10;
    private static final long WAL_BYTES_KEPT = 16L << 20;

    private final Path file;
    private final Ticker ticker;
    private final boolean syncByHand;
    private final WalSync walSync;
    private final Connection connection;
    private final Statements statements;
    private final LedgerRows rows;
    private final @Nullable Object fileKey;
    private @Nullable FileChannel wal;
    private long unsyncedSince;
    private boolean unsynced;
    private boolean syncFailed;

    private SqliteConnection(
            Path file,
            Quota quota,
            LedgerOptions options,
            Ticker ticker,
            Owner owner,
            WalSync walSync,
            Connection connection)
            throws SQLException, IOException {
        this.file = file;
        this.ticker = ticker;
        this.syncByHand = options.sync() == LedgerSync.NORMAL;
        this.walSync = walSync;
        this.connection = connection;
        this.statements = new Statements(connection);
        this.rows = new LedgerRows(statements, quota, owner.id(), options.trackTokens());
        patiently(BUSY_TRIES, this::chooseWal);
        statements.run("PRAGMA synchronous = FULL");
        begin(BUSY_TRIES);
        try {
            refuseCutOff();
            SqliteSchema.bringUpToDate(connection, statements, file);
            refuseDamage();
            commit();
        } catch (SQLException | RuntimeException e) {
            rollback();
            throw e;
        }
        statements.run("PRAGMA synchronous = " + options.sync());
        this.fileKey = keyOf(file);
    }

    private void chooseWal() throws SQLException {
        var mode = statements.first("PRAGMA journal_mode = WAL", row -> row.getString(1));
        if (!mode.equals(Optional.of("wal"))) {
            throw new LedgerException(
                    ("the ledger %s lies on a file system that processes cannot share memory over:"
                                    + " put it on a local disk")
                            .formatted(file));
        }
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
            LedgerPermissions.restrictEmpty(file);
            var made =
                    new SqliteConnection(file, quota, options, ticker, owner, walSync, connection);
            LedgerPermissions.restrict(file); // now it is known to be a ledger
            return made;
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

    /**
     * SQLite finds out when whole pages are missing at the end, and takes half a page for a page of
     * zeros. While there is a log it may have the rest; and here nobody can fold it in meanwhile.
     */
    private void refuseCutOff() throws SQLException, IOException {
        Path log = walFile();
        if (Files.exists(log) && Files.size(log) > 0) {
            return;
        }
        long whole = statements.number("PRAGMA page_count") * statements.number("PRAGMA page_size");
        if (Files.size(file) < whole) {
            throw new LedgerException(
                    ("the ledger %s is damaged (its last %d bytes are missing): restore it from a"
                                    + " backup, or move it away to begin a new one")
                            .formatted(file, whole - Files.size(file)));
        }
    }

    private Path walFile() {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    /** Looks through the small tables that the quota is decided by; the history can be large. */
    private void refuseDamage() throws SQLException {
        for (String table : new String[] {"windows", "totals", "tallies"}) {
            String found =
                    statements
                            .first("PRAGMA quick_check('" + table + "')", row -> row.getString(1))
                            .orElse("ok");
            if (!found.equals("ok")) {
                throw new LedgerException(
                        ("the ledger %s is damaged (%s): restore it from a backup, or move it away"
                                        + " to begin a new one")
                                .formatted(file, found));
            }
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
        refuseMovedFile();
        makeUpForFailedSync();
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

    /**
     * Without this look a ledger that was deleted would go on counting in a file without a name.
     */
    private void refuseMovedFile() {
        if (fileKey != null && !fileKey.equals(keyOf(file))) {
            throw new LedgerException(
                    ("the ledger %s was moved or deleted while in use: put it back, or restart to"
                                    + " begin a new one")
                            .formatted(file));
        }
    }

    private static @Nullable Object keyOf(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException _) {
            return null;
        }
    }

    @Override
    public void commit() throws SQLException {
        rows.writeTotals();
        statements.run("COMMIT");
        if (syncByHand && !unsynced) {
            unsynced = true;
            unsyncedSince = ticker.nanos();
        }
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

    /** Zero where a commit has waited for the disk long enough, the maximum where none waits. */
    @Override
    public long nanosUntilUpkeep() {
        return unsynced
                ? Math.max(0, SYNC_AFTER.toNanos() - (ticker.nanos() - unsyncedSince))
                : Long.MAX_VALUE;
    }

    /** Brings all commits to the disk. Where it fails, {@link #begin} makes up for it or fails. */
    @Override
    public void upkeep() throws SQLException {
        unsynced = false;
        try {
            if (wal == null) {
                wal = FileChannel.open(walFile(), StandardOpenOption.WRITE);
            }
            walSync.force(wal);
        } catch (IOException _) {
            syncFailed = true;
            makeUpForFailedSync();
        }
    }

    /**
     * A sync that is tried again after it failed may pretend to work, since the system forgets
     * which pages it could not write. Folding the file into the main one writes them anew.
     */
    private void makeUpForFailedSync() throws SQLException {
        if (syncFailed) {
            foldIn("PASSIVE");
            syncFailed = false;
        }
    }

    private void foldIn(String mode) throws SQLException {
        statements.first("PRAGMA wal_checkpoint(" + mode + ")", row -> row.getLong(1));
    }

    @Override
    public void close() {
        try {
            if (unsynced) {
                upkeep();
            }
            foldIn("TRUNCATE");
        } catch (SQLException _) {
            // Another process is still writing; the next one to open the file reads the rest.
        }
        try (var _ = wal) {
            connection.close();
        } catch (SQLException | IOException _) {
            // All that was committed is in the file already.
        }
    }
}
