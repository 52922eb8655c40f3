package dev.understudy.cli;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the ledger answers to a command, which has nothing else to do meanwhile. */
final class LedgerAnswers {
    private static final int PATIENCE_SECONDS = 60;

    private LedgerAnswers() {}

    /** Waits for an answer, within bounds. */
    static <T> T await(CompletionStage<T> stage)
            throws ExecutionException, InterruptedException, TimeoutException {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
