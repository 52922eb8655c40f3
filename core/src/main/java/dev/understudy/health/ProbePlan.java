package dev.understudy.health;

import dev.understudy.failure.CallFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a model that is failing is tried in the background, so that no user waits for one
 * that is still away. Pure.
 *
 * <p>A look asks the server about the model without a prompt. Bad news of a look opens the breaker
 * again; good news proves little, since no model has answered: then a prompt of one token follows
 * where that costs nobody a place, else the next query is let through as the probe.
 */
public final class ProbePlan {
    private ProbePlan() {}

    /** What to do now about a model. */
    public sealed interface Step {
        /** Nothing, until its health changes. */
        record Nothing() implements Step {}

        /** Come back after so long. */
        record ComeBackIn(Duration delay) implements Step {}

        /** Look at it, as the breaker's probe. */
        record Look() implements Step {}
    }

    /** What to do after a look. */
    public enum Verdict {
        /** The model is still away: the breaker opens again, for longer. */
        OPEN_AGAIN,
        /** The next query is the probe. */
        LET_QUERY_THROUGH,
        /** Send a prompt of one token. */
        SEND_PROMPT
    }

    /**
     * The step for a model in this health.
     *
     * @param letThrough whether it was looked at since its breaker opened, and waits for a query
     */
    public static Step next(HealthStatus health, boolean letThrough) {
        return switch (health.condition()) {
            case OPEN -> whileOpen(health.retryIn(), letThrough);
            // Half-open: a probe is out, and its end changes the health.
            case CLOSED, HALF_OPEN, TAKEN_OUT -> new Step.Nothing();
        };
    }

    private static Step whileOpen(Duration coolDownLeft, boolean letThrough) {
        if (coolDownLeft.isPositive()) {
            return new Step.ComeBackIn(coolDownLeft);
        }
        return letThrough ? new Step.Nothing() : new Step.Look();
    }

    /**
     * The verdict of a look.
     *
     * @param failure why the look failed; null where it went well
     * @param knownBefore whether a look at this model went well at some time: a server, or a proxy
     *     before it, that answers no such question at all must not keep a model out for ever
     * @param prompts whether a prompt may be sent in the background
     */
    public static Verdict afterLook(
            @Nullable CallFailure failure, boolean knownBefore, boolean prompts) {
        if (failure != null && believed(failure, knownBefore)) {
            return Verdict.OPEN_AGAIN;
        }
        return prompts ? Verdict.SEND_PROMPT : Verdict.LET_QUERY_THROUGH;
    }

    private static boolean believed(CallFailure failure, boolean knownBefore) {
        return switch (failure) {
            case CallFailure.Unreachable _, CallFailure.TooSlow _, CallFailure.Overloaded _ -> true;
            case CallFailure.ProviderQuotaSpent _,
                    CallFailure.AccessDenied _,
                    CallFailure.ModelNotFound _,
                    CallFailure.BrokenAnswer _ ->
                    knownBefore;
            case CallFailure.CapabilityMissing _,
                    CallFailure.ContextTooLong _,
                    CallFailure.InvalidRequest _,
                    CallFailure.Cancelled _ ->
                    false;
        };
    }
}
