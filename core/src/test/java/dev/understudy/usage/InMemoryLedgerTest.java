package dev.understudy.usage;

import dev.understudy.quota.Quota;
import java.time.InstantSource;

class InMemoryLedgerTest extends LedgerContract {
    @Override
    protected UsageLedger open(Quota quota, InstantSource clock) {
        return new InMemoryLedger(quota, clock);
    }
}
