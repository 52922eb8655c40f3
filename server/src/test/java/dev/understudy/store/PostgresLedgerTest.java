package dev.understudy.store;

import dev.understudy.quota.Quota;
import dev.understudy.usage.LedgerContract;
import dev.understudy.usage.UsageLedger;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;

class PostgresLedgerTest extends LedgerContract {
    private LedgerPostgres database = LedgerPostgres.empty();

    @BeforeEach
    void anEmptyDatabase() {
        database = LedgerPostgres.empty();
    }

    @Override
    protected UsageLedger open(Quota quota, InstantSource clock) {
        return PostgresLedger.open(database.address(), quota, clock, LedgerOptions.DEFAULT);
    }
}
