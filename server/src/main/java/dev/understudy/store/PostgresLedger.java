package dev.understudy.store;

import dev.understudy.quota.Quota;
import dev.understudy.settings.DatabaseAddress;
import dev.understudy.time.SystemTime;
import java.time.InstantSource;

/** Opens the ledger in a PostgreSQL database, which any number of replicas may share. */
public final class PostgresLedger {
    private PostgresLedger() {}

    /**
     * Opens the ledger, makes its schema {@code understudy} where it is missing, and settles what
     * replicas that died had reserved. Blocks.
     *
     * @throws LedgerException where the database cannot be used; the message is for the operator
     */
    public static JdbcLedger open(
            DatabaseAddress address, Quota quota, InstantSource clock, LedgerOptions options) {
        var backend = new PostgresBackend(address, quota, options, SystemTime.ticker());
        return JdbcLedger.open(backend, quota, clock, options);
    }
}
