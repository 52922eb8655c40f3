package dev.understudy.gateway;

import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.NextStep;
import dev.understudy.model.ModelProfile;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that is being made: what it holds, its calls one after another, and what they used
 * together. On the event loop of its query only.
 */
final class AttemptRun {
    private final AttemptAdmission.Pass pass;
    private final ModelProfile model;
    private @Nullable CallRun call;
    private TokenUsage usageBefore = TokenUsage.NONE;
    private long spentBefore;
    private boolean sentBefore;
    private boolean announced;

    /**
     * @param model as it is known when the attempt begins
     */
    AttemptRun(AttemptAdmission.Pass pass, ModelProfile model) {
        this.pass = pass;
        this.model = model;
    }

    AttemptAdmission.Pass pass() {
        return pass;
    }

    NextStep.Attempt step() {
        return pass.attempt();
    }

    ModelProfile model() {
        return model;
    }

    /** A further call begins; the one before has ended. */
    void begin(CallRun next) {
        usageBefore = usage();
        spentBefore = spent();
        sentBefore = wasSent();
        call = next;
    }

    @Nullable CallRun call() {
        return call;
    }

    /** Tokens of all its calls. */
    TokenUsage usage() {
        return call == null ? usageBefore : usageBefore.plus(call.usage());
    }

    /** Nanoseconds that its calls took together. */
    long spent() {
        return call == null ? spentBefore : spentBefore + call.spent();
    }

    /** Whether the upstream may have seen any of its calls. */
    boolean wasSent() {
        return sentBefore || (call != null && call.wasSent());
    }

    /** True once: when the user is to be told which model it is that answers. */
    boolean firstAnnounced() {
        boolean first = !announced;
        announced = true;
        return first;
    }
}
