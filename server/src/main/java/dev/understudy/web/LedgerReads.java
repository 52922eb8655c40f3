package dev.understudy.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What the ledger is asked for a request; no request waits for it for ever. */
final class LedgerReads {
    /** A history of many days takes a second; a ledger that hangs takes any time. */
    private static final int PATIENCE_SECONDS = 30;

    private LedgerReads() {}

    /** The answer on the event loop; failed where it did not come in time. */
    static <T> Future<T> within(Vertx vertx, CompletionStage<T> asked) {
        return Future.fromCompletionStage(asked, vertx.getOrCreateContext())
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
