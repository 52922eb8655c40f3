package dev.understudy.cli;

import dev.understudy.auth.apikey.KeyFileException;
import dev.understudy.quota.KeyLimits;
import dev.understudy.server.ConfiguredKeys;
import dev.understudy.server.ConfiguredLedger;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.QuotaSettings;
import dev.understudy.time.SystemTime;
import dev.understudy.usage.InMemoryLedger;
import dev.understudy.usage.UsageLedger;
import java.nio.file.Files;

/** The ledger, and what keys may take, for commands that only show something. */
final class LedgerToShow {
    private LedgerToShow() {}

    /**
     * The ledger that servers use. Where there is none yet, none is made: that is said on standard
     * error, and an empty one in memory shows that nothing was used, and the limits.
     *
     * @throws dev.understudy.store.LedgerException where it cannot be used
     */
    static UsageLedger of(ServerConfig config) {
        boolean inFile = config.settings().get(QuotaSettings.LEDGER_URL).isEmpty();
        if (inFile && Files.notExists(config.ledgerFile())) {
            System.err.printf(
                    "there is no ledger %s yet: nothing was asked here%n", config.ledgerFile());
            return new InMemoryLedger(config.quota(), SystemTime.instants());
        }
        return ConfiguredLedger.openAsServersDo(config);
    }

    /**
     * What each key may take. Where the keys cannot be read, that is said on standard error, and
     * all that is not theirs is shown.
     */
    static KeyLimits keys(ServerConfig config) {
        try {
            return ConfiguredKeys.limits(config.settings());
        } catch (KeyFileException e) {
            System.err.println("what keys may take is not known: " + e.getMessage());
            return KeyLimits.UNKNOWN;
        }
    }
}
