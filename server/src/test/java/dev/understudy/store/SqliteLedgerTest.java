package dev.understudy.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.quota.Admission;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.usage.LedgerContract;
import dev.understudy.usage.UsageLedger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {
    @TempDir Path folder;

    @Override
    protected UsageLedger open(Quota quota, InstantSource clock) {
        return SqliteLedger.open(folder.resolve("ledger.db"), quota, clock, LedgerOptions.DEFAULT);
    }

    @Test
    void aChangedResetHourGivesNoPlaceTwice() throws Exception {
        try (var ledger = open(quotaOf(2), time)) {
            get(ledger.reserve(attempt("q1")));
        }
        var fromNoon = new Quota(2, 0.8, OnExceeded.REJECT, new QuotaCalendar(12, ZoneOffset.UTC));
        try (var ledger = open(fromNoon, time)) {
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(1);
            assertThat(get(ledger.reserve(attempt("q2")))).isInstanceOf(Admission.Granted.class);
            assertThat(get(ledger.reserve(attempt("q3")))).isInstanceOf(Admission.Spent.class);
        }
    }
}
