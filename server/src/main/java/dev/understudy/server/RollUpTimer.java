package dev.understudy.server;

import dev.understudy.store.JdbcLedger;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rolls up the ledger's old entries now and then. */
final class RollUpTimer {
    private static final Logger LOG = LoggerFactory.getLogger(RollUpTimer.class);

    /** How often old entries of the ledger are looked for; most often there are none. */
    private static final long ROLL_UP_EVERY_MILLIS = 60_000;

    /** After the start, where everything else begins first. */
    private static final long ROLL_UP_AFTER_MILLIS = 5_000;

    private RollUpTimer() {}

    /** From now on, until the event loops end. */
    static void start(Vertx vertx, JdbcLedger ledger) {
        vertx.setPeriodic(ROLL_UP_AFTER_MILLIS, ROLL_UP_EVERY_MILLIS, _ -> rollUp(ledger));
    }

    private static void rollUp(JdbcLedger ledger) {
        ledger.rollUp()
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOG.warn(
                                "The ledger's old entries were not rolled up: {}",
                                failure.toString());
                    }
                });
    }
}
