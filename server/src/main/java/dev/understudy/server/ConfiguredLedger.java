package dev.understudy.server;

import dev.understudy.quota.Quota;
import dev.understudy.settings.QuotaSettings;
import dev.understudy.settings.Settings;
import dev.understudy.store.JdbcLedger;
import dev.understudy.store.LedgerHealth;
import dev.understudy.store.LedgerOptions;
import dev.understudy.store.LogRotation;
import dev.understudy.store.PostgresLedger;
import dev.understudy.store.SqliteLedger;
import dev.understudy.store.UsageLog;
import dev.understudy.time.SystemTime;
import dev.understudy.usage.Retention;
import java.util.Optional;
import java.util.function.Consumer;

/** The ledger, in the store that is configured. */
public final class ConfiguredLedger {
    private ConfiguredLedger() {}

    /**
     * The ledger alone, for commands that only look.
     *
     * @throws dev.understudy.store.LedgerException where it cannot be used
     */
    public static JdbcLedger open(ServerConfig config) {
        return open(config, config.quota(), _ -> {});
    }

    /**
     * The same with the quota's limit as the servers on this ledger have it, where it shows: a
     * command may be run without the settings that they were started with.
     *
     * @throws dev.understudy.store.LedgerException where it cannot be used
     */
    public static JdbcLedger openAsServersDo(ServerConfig config) {
        var ledger = open(config);
        var seen = ledger.limitSeen();
        if (seen.isEmpty() || seen.getAsLong() == config.quota().limit()) {
            return ledger;
        }
        ledger.close();
        return open(config, config.quota().withLimit(seen.getAsLong()), _ -> {});
    }

    static JdbcLedger open(ServerConfig config, Quota quota, Consumer<LedgerHealth> onHealth) {
        var settings = config.settings();
        var options =
                new LedgerOptions(
                        settings.get(QuotaSettings.LEDGER_SYNC),
                        settings.get(QuotaSettings.TRACK_TOKEN_USAGE),
                        new Retention(settings.get(QuotaSettings.LEDGER_DETAIL_DAYS)),
                        Optional.of(usageLog(settings)),
                        onHealth);
        var instants = SystemTime.instants();
        var shared = settings.get(QuotaSettings.LEDGER_URL);
        return shared.isPresent()
                ? PostgresLedger.open(shared.get(), quota, instants, options)
                : SqliteLedger.open(config.ledgerFile(), quota, instants, options);
    }

    private static UsageLog usageLog(Settings settings) {
        var limits =
                new LogRotation.Limits(
                        settings.get(QuotaSettings.USAGE_LOG_MAX_BYTES),
                        settings.get(QuotaSettings.USAGE_LOG_KEPT_FILES));
        return new UsageLog(settings.get(QuotaSettings.USAGE_LOG_FILE), limits);
    }
}
