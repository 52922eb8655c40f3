package dev.understudy.gateway;

import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Outcome;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.Standing;
import org.jspecify.annotations.Nullable;

/**
 * How a query ended; its text and notices came before, piece by piece.
 *
 * @param model the model that answered; null when none did
 * @param finish why the answer stopped; {@code STOP} where there is none
 * @param usage tokens of all attempts
 * @param attempts attempts that were begun
 * @param fallbackAttempted whether another model than the first was asked
 * @param team the team of agents that answered; null where there is none
 * @param findings the rows that the answer rests on; null where it rests on none
 * @param standing where the limits stand after it that apply to its user; null when the ledger
 *     cannot tell
 */
public record Answer(
        String queryId,
        Outcome outcome,
        @Nullable String model,
        FinishReason finish,
        TokenUsage usage,
        int attempts,
        boolean fallbackAttempted,
        @Nullable String team,
        @Nullable Findings findings,
        @Nullable Standing standing) {
    /** The limit that the user is nearest to; null when the ledger cannot tell. */
    public @Nullable QuotaStatus quota() {
        return standing == null ? null : standing.tightest();
    }

    /** How a query ended that never began: nothing was attempted, and nothing used. */
    public static Answer notBegun(String queryId, Outcome outcome) {
        return new Answer(
                queryId,
                outcome,
                null,
                FinishReason.STOP,
                TokenUsage.NONE,
                0,
                false,
                null,
                null,
                null);
    }
}
