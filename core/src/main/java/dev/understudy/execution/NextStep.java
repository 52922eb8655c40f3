package dev.understudy.execution;

import dev.understudy.model.Capability;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import java.time.Duration;
import java.util.Set;

/** What to do next for a query. */
public sealed interface NextStep {
    /**
     * Wait, ask the breaker, take a place where the model is metered, and call.
     *
     * @param index the model's place in the chain
     * @param number which attempt of the query this is, from 1
     * @param delay the wait before it; zero where the model changes
     * @param clocks the model's clocks, cut to the time that is left
     * @param untilVisible how long there may be no visible text: what goes beyond belongs to the
     *     next model
     * @param insist whether to call even if the breaker is open: the query goes on where it began,
     *     because there is no other model
     * @param without what the model was found unable to do in this query
     */
    record Attempt(
            int index,
            ModelProfile model,
            int number,
            Duration delay,
            ModelClocks clocks,
            Duration untilVisible,
            boolean insist,
            Set<Capability> without)
            implements NextStep {
        Attempt within(ModelClocks newClocks, Duration newUntilVisible) {
            return new Attempt(
                    index, model, number, delay, newClocks, newUntilVisible, insist, without);
        }
    }

    /** Send the request again within the same attempt, without what the model cannot do. */
    record Adapt(Set<Capability> without) implements NextStep {}

    /** Send the request again within the same attempt, with a shorter history. */
    record Trim() implements NextStep {}

    /** Ask the same model, within the same attempt, to go on with its answer. */
    record Continue() implements NextStep {}

    /** Take the answer as it is, marked as cut by its length. */
    record Accept() implements NextStep {}

    /** The query ends. */
    record Stop(Outcome outcome) implements NextStep {}
}
