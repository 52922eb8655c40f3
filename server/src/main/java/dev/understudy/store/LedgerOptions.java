package dev.understudy.store;

import dev.understudy.settings.LedgerSync;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a ledger is kept.
 *
 * @param trackTokens false stores all token counts as zero; the quota counts all the same
 * @param usageLog gets a line for each ended attempt
 * @param onHealth is told each change of health, on the ledger's own thread; must be short
 */
public record LedgerOptions(
        LedgerSync sync,
        boolean trackTokens,
        Optional<UsageLog> usageLog,
        Consumer<LedgerHealth> onHealth) {
    public static final LedgerOptions DEFAULT =
            new LedgerOptions(LedgerSync.NORMAL, true, Optional.empty(), _ -> {});

    public LedgerOptions withSync(LedgerSync value) {
        return new LedgerOptions(value, trackTokens, usageLog, onHealth);
    }

    public LedgerOptions withTokens(boolean tracked) {
        return new LedgerOptions(sync, tracked, usageLog, onHealth);
    }

    public LedgerOptions withUsageLog(UsageLog log) {
        return new LedgerOptions(sync, trackTokens, Optional.of(log), onHealth);
    }

    public LedgerOptions withHealthListener(Consumer<LedgerHealth> listener) {
        return new LedgerOptions(sync, trackTokens, usageLog, listener);
    }
}
