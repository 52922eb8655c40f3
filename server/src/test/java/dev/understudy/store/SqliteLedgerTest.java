package dev.understudy.store;

import dev.understudy.quota.Quota;
import dev.understudy.usage.LedgerContract;
import dev.understudy.usage.UsageLedger;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {
    @TempDir Path folder;

    @Override
    protected UsageLedger open(Quota quota, InstantSource clock) {
        return SqliteLedger.open(folder.resolve("ledger.db"), quota, clock, LedgerOptions.DEFAULT);
    }
}
