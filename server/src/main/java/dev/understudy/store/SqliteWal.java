package dev.understudy.store;

import dev.understudy.time.Ticker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code -wal} that commits are written to, and when it reaches the disk. With {@code
 * synchronous=NORMAL} SQLite syncs it only when it is folded into the main file, so it is synced by
 * hand. One thread at a time.
 */
final class SqliteWal implements AutoCloseable {
    /** Half of what is promised; the other half is for a batch and the disk. */
    private static final Duration SYNC_AFTER = Duration.ofMillis(50);

    private final Path file;
    private final Statements statements;
    private final Ticker ticker;
    private final WalSync walSync;
    private final boolean byHand;
    private @Nullable FileChannel channel;
    private long unsyncedSince;
    private boolean unsynced;
    private boolean syncFailed;

    /**
     * @param byHand false where SQLite syncs each commit
     */
    SqliteWal(Path file, Statements statements, Ticker ticker, WalSync walSync, boolean byHand) {
        this.file = file;
        this.statements = statements;
        this.ticker = ticker;
        this.walSync = walSync;
        this.byHand = byHand;
    }

    /** A transaction was written to it. */
    void committed() {
        if (byHand && !unsynced) {
            unsynced = true;
            unsyncedSince = ticker.nanos();
        }
    }

    /** Zero where a commit has waited for the disk long enough, the maximum where none waits. */
    long nanosUntilSync() {
        return unsynced
                ? Math.max(0, SYNC_AFTER.toNanos() - (ticker.nanos() - unsyncedSince))
                : Long.MAX_VALUE;
    }

    /**
     * Brings all commits to the disk. Where it fails, {@link #makeUpForFailedSync} does so or
     * fails.
     */
    void sync() throws SQLException {
        unsynced = false;
        try {
            if (channel == null) {
                channel = FileChannel.open(file, StandardOpenOption.WRITE);
            }
            walSync.force(channel);
        } catch (IOException _) {
            syncFailed = true;
            makeUpForFailedSync();
        }
    }

    /**
     * To be called before more is written. A sync that is tried again after it failed may pretend
     * to work, since the system forgets which pages it could not write. Folding the file into the
     * main one writes them anew.
     */
    void makeUpForFailedSync() throws SQLException {
        if (syncFailed) {
            foldIn("PASSIVE");
            syncFailed = false;
        }
    }

    private void foldIn(String mode) throws SQLException {
        statements.first("PRAGMA wal_checkpoint(" + mode + ")", row -> row.getLong(1));
    }

    /** Brings all commits to the disk and, where no other process is in the way, empties it. */
    void finish() throws SQLException {
        if (unsynced) {
            sync();
        }
        foldIn("TRUNCATE");
    }

    /** To be called once SQLite has closed the file. */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
