package dev.understudy.usage;

import dev.understudy.execution.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a query ended: one row each.
 *
 * @param conversation the front end's chat id, or a hash
 * @param outcome the outcome's wire name
 * @param model the model that answered; null when none did
 * @param attempts how many attempts it took
 * @param trail what was decided on its way
 */
public record QueryEntry(
        String queryId,
        String user,
        String conversation,
        String team,
        String outcome,
        @Nullable String model,
        int attempts,
        Instant startedAt,
        Instant endedAt,
        Trail trail) {
    /** Whether a model of the chain answered that is not its first. */
    public boolean byFallback() {
        return outcome.equals(Outcome.AnsweredByFallback.WIRE_NAME);
    }
}
