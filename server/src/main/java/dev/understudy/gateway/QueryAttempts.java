package dev.understudy.gateway;

import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Happened;
import dev.understudy.execution.NextStep;
import dev.understudy.failure.CallFailure;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one query, one after another: lets each in, sends its calls, and writes down how
 * it ended. What is attempted is decided elsewhere. On the query's event loop only.
 */
final class QueryAttempts {
    private final Gateway gateway;
    private final Query query;
    private final QueryNotices notices;
    private final AttemptAdmission admission;
    private final QueryTrail trail;

    private @Nullable AttemptRun attempt;
    private TokenUsage usageBefore = TokenUsage.NONE;
    private int begun;
    private int lastIndex;
    private boolean paused;
    private boolean stopped;

    QueryAttempts(Gateway gateway, Query query, QueryLedger ledger, QueryNotices notices) {
        this.gateway = gateway;
        this.query = query;
        this.notices = notices;
        this.admission = new AttemptAdmission(gateway.health(), ledger, notices);
        this.trail = ledger.trail();
    }

    /**
     * Asks whether an attempt may begin.
     *
     * @param expectedTokens what its first call may cost; asked only where that counts
     * @param admitted it may, and runs now; {@link #begin} comes next
     */
    void admit(
            NextStep.Attempt next,
            LongSupplier expectedTokens,
            Runnable admitted,
            Consumer<Happened> refused) {
        admission.ask(
                next,
                expectedTokens,
                new AttemptAdmission.Asker() {
                    @Override
                    public void admitted(AttemptAdmission.Pass pass) {
                        attempt = new AttemptRun(pass, gateway.learnt().profile(next.model()));
                        admitted.run();
                    }

                    @Override
                    public void refused(Happened why) {
                        trail.passedOver(next, why);
                        refused.accept(why);
                    }

                    @Override
                    public boolean gone() {
                        return stopped;
                    }
                });
    }

    /**
     * An attempt that was let in begins.
     *
     * @param goesOn whether it goes on with text of an attempt before
     */
    void begin(NextStep.Attempt next, boolean goesOn) {
        begun = next.number();
        lastIndex = next.index();
        trail.began(next, goesOn);
    }

    /** Makes a call within the attempt that runs. */
    void send(NextStep.Attempt step, FittedRequest request, CallRun.Owner owner) {
        var running = running();
        var clocks = new CallClocks(step, running.spent(), gateway.ticker().nanos());
        var call =
                new CallRun(
                        gateway.vertx(),
                        gateway.ticker(),
                        gateway.counter(),
                        clocks,
                        notices.fitted(request),
                        owner);
        trail.sent(running.model(), request.turnsLeftOut());
        running.begin(call);
        call.start(gateway.upstreamOf(running.model()), running.model());
        if (paused) {
            call.pause();
        }
    }

    boolean isRunning() {
        return attempt != null;
    }

    AttemptRun running() {
        if (attempt == null) {
            throw new IllegalStateException("no attempt is running in query " + query.id());
        }
        return attempt;
    }

    /** The attempt that runs, if any, went well. */
    void succeed() {
        var running = attempt;
        if (running != null) {
            end(running);
            trail.succeeded(running.step(), running.usage());
            admission.succeeded(running.pass(), running.wasSent(), running.usage());
        }
    }

    void failed(AttemptRun running, CallFailure failure) {
        end(running);
        trail.failed(running.step(), failure, running.usage());
        admission.failed(running.pass(), failure, running.wasSent(), running.usage());
    }

    private void end(AttemptRun running) {
        usageBefore = usageBefore.plus(running.usage());
        attempt = null;
    }

    /** Ends what runs, from our side; nothing is heard any more. */
    void callOff() {
        stopped = true;
        var running = attempt;
        if (running != null) {
            try {
                if (running.call() != null) {
                    running.call().cancel();
                }
            } finally {
                failed(running, new CallFailure.Cancelled());
            }
        }
    }

    void pause() {
        paused = true;
        if (attempt != null && attempt.call() != null) {
            attempt.call().pause();
        }
    }

    void resume() {
        paused = false;
        if (attempt != null && attempt.call() != null) {
            attempt.call().resume();
        }
    }

    /** Tokens of all calls so far. */
    TokenUsage usage() {
        return attempt == null ? usageBefore : usageBefore.plus(attempt.usage());
    }

    /** How many were begun. */
    int begun() {
        return begun;
    }

    /** The place in the chain of the model that was asked last. */
    int lastIndex() {
        return lastIndex;
    }
}
