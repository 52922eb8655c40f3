package dev.understudy.store;

import dev.understudy.settings.LedgerSync;
import dev.understudy.usage.Retention;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a ledger is kept.
 *
 * @param trackTokens false stores all token counts as zero; the quota counts all the same
 * @param retention how long entries are kept by themselves
 * @param usageLog gets a line for each ended attempt
 * @param onHealth is told each change of health, on the ledger's own thread; must be short
 */
public record LedgerOptions(
        LedgerSync sync,
        boolean trackTokens,
        Retention retention,
        Optional<UsageLog> usageLog,
        Consumer<LedgerHealth> onHealth) {
    public static final LedgerOptions DEFAULT =
            new LedgerOptions(
                    LedgerSync.NORMAL, true, Retention.DEFAULT, Optional.empty(), _ -> {});

    public LedgerOptions withSync(LedgerSync value) {
        return new LedgerOptions(value, trackTokens, retention, usageLog, onHealth);
    }

    public LedgerOptions withTokens(boolean tracked) {
        return new LedgerOptions(sync, tracked, retention, usageLog, onHealth);
    }

    public LedgerOptions withRetention(Retention kept) {
        return new LedgerOptions(sync, trackTokens, kept, usageLog, onHealth);
    }

    public LedgerOptions withUsageLog(UsageLog log) {
        return new LedgerOptions(sync, trackTokens, retention, Optional.of(log), onHealth);
    }

    public LedgerOptions withHealthListener(Consumer<LedgerHealth> listener) {
        return new LedgerOptions(sync, trackTokens, retention, usageLog, listener);
    }
}
