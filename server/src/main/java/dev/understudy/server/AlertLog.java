package dev.understudy.server;

import dev.understudy.alert.ToldAlert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the alerts that nothing else logs: models, the ledger and the directory have lines of their
 * own.
 */
final class AlertLog {
    private static final Logger LOG = LoggerFactory.getLogger(AlertLog.class);

    private AlertLog() {}

    static void write(ToldAlert alert) {
        switch (alert.alert().kind()) {
            case QUOTA_NEARS_END, QUOTA_SPENT, QUERIES_FAIL ->
                    LOG.warn("{}. {}", alert.text().title(), alert.text().now());
            case QUERIES_ANSWERED -> LOG.info("{}", alert.text().title());
            case DIRECTORY_REACHABLE -> LOG.info("{}", alert.text().title());
            case MODEL_OUT,
                    MODEL_NEEDS_OPERATOR,
                    MODEL_BACK,
                    LEDGER_UNUSABLE,
                    LEDGER_USABLE,
                    DIRECTORY_UNREACHABLE -> {}
        }
    }
}
