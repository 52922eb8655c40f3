package dev.understudy.store;

import dev.understudy.quota.Quota;
import dev.understudy.time.SystemTime;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens ledgers in SQLite files, which any number of processes of one machine may have open. */
public final class SqliteLedger {
    private SqliteLedger() {}

    /**
     * Opens the ledger, makes its file and folders where they are missing, and settles what
     * processes that died had reserved. Blocks.
     *
     * @throws LedgerException where the file cannot be used; the message is for the operator
     */
    public static JdbcLedger open(
            Path file, Quota quota, InstantSource clock, LedgerOptions options) {
        return open(file, quota, clock, options, WalSync.BY_SYSTEM);
    }

    /** With a sync that tests see or hold up. */
    static JdbcLedger open(
            Path file, Quota quota, InstantSource clock, LedgerOptions options, WalSync walSync) {
        var backend = new SqliteBackend(file, quota, options, SystemTime.ticker(), walSync);
        return JdbcLedger.open(backend, quota, clock, options);
    }
}
