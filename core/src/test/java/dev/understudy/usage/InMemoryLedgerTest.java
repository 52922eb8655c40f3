package dev.understudy.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.quota.Quota;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class InMemoryLedgerTest extends LedgerContract {
    @Override
    protected UsageLedger open(Quota quota, InstantSource clock) {
        return new InMemoryLedger(quota, clock);
    }

    @Test
    void aWarningThatComesLateForAWindowGoneByWarnsNobodyTwiceInTheNewOne() throws Exception {
        try (var ledger = open(quotaOf(1), time)) {
            var gone = get(ledger.quotaStatus()).window();
            time.advance(Duration.ofDays(1));
            var now = get(ledger.quotaStatus()).window();
            assertThat(get(ledger.claimWarning("ada", now))).isTrue();
            assertThat(get(ledger.claimWarning("ben", gone))).isFalse();
            assertThat(get(ledger.claimWarning("ada", now))).isFalse();
        }
    }
}
