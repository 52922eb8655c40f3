package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Decision;
import dev.understudy.execution.Happened;
import dev.understudy.execution.NextStep;
import dev.understudy.execution.Outcome;
import dev.understudy.execution.QueryState;
import dev.understudy.execution.Seen;
import dev.understudy.failure.CallFailure;
import dev.understudy.failure.FailureClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one query, one after another: asks the policy what to do, does it, and tells the
 * policy what happened, until a call was answered or the policy gives up. All calls share one
 * budget of attempts and one deadline; those that go well one after the other are one attempt. On
 * the query's event loop only.
 */
final class QueryCalls {
    private final Gateway gateway;
    private final Route route;
    private final Query query;
    private final QueryNotices notices;
    private final QueryAttempts attempts;
    private final QueryTrail trail;
    private final Executor guarded;
    private final long startedAt;

    private QueryState state = QueryState.START;
    private @Nullable AskedCall asked;
    private @Nullable Outcome gaveUp;
    private long delayTimer = -1;
    private int answeredIndex = -1;
    private FinishReason finish = FinishReason.STOP;

    /**
     * @param guarded runs what comes from outside, and ends the query if it throws
     */
    QueryCalls(
            Gateway gateway,
            Route route,
            Query query,
            QueryLedger ledger,
            QueryNotices notices,
            Executor guarded) {
        this.gateway = gateway;
        this.route = route;
        this.query = query;
        this.notices = notices;
        this.attempts = new QueryAttempts(gateway, query, ledger, notices);
        this.trail = ledger.trail();
        this.guarded = guarded;
        this.startedAt = gateway.ticker().nanos();
    }

    /** Makes a call; the one before has ended. */
    void call(ChatRequest request, AskedCall.Hearer hearer) {
        asked = new AskedCall(request, hearer, notices);
        if (gaveUp != null) {
            hearer.gaveUp(gaveUp);
        } else if (attempts.isRunning()) {
            goOn(fitted());
        } else {
            carryOut(route.policy().begin());
        }
    }

    /** A further call within the attempt that runs. */
    private void goOn(FittedRequest request) {
        var running = attempts.running();
        var further = route.policy().further(running.step(), elapsed());
        if (further.isPresent()) {
            send(further.get(), request);
        } else {
            notSent(new CallFailure.TooSlow(FailureClock.QUERY));
        }
    }

    /** The attempt fails although its next call was never made. */
    private void notSent(CallFailure why) {
        attempts.failed(attempts.running(), why);
        happened(new Happened.CallFailed(why, Seen.NOTHING));
    }

    /** The work that needed the calls is done: the attempt that runs went well. */
    void succeed() {
        attempts.succeed();
    }

    /** Ends what runs, from our side; nothing is heard any more. */
    void callOff() {
        gateway.vertx().cancelTimer(delayTimer);
        attempts.callOff();
    }

    void pause() {
        attempts.pause();
    }

    void resume() {
        attempts.resume();
    }

    /** Since the question came in. */
    Duration elapsed() {
        return Duration.ofNanos(gateway.ticker().nanos() - startedAt);
    }

    /** Tokens of all calls so far. */
    TokenUsage usage() {
        return attempts.usage();
    }

    /** Attempts that were begun. */
    int attempts() {
        return attempts.begun();
    }

    /** Whether another model than the first was asked. */
    boolean fellBack() {
        return attempts.lastIndex() > 0;
    }

    /** The place in the chain of the model that answered last; -1 where none did. */
    int answeredIndex() {
        return answeredIndex;
    }

    /** A team has done something. */
    void step(AgentStep step) {
        trail.step(step);
    }

    /** Sources that a team would have asked cannot be asked. */
    void sourcesNotAsked(List<String> sources) {
        notices.sourcesNotAsked(sources);
    }

    /** Why the last reply ended. */
    FinishReason finish() {
        return finish;
    }

    private void carryOut(Decision decision) {
        state = decision.state();
        switch (decision.step()) {
            case NextStep.Attempt next -> delayed(next);
            case NextStep.Adapt(var without) -> {
                trail.adapted(attempts.running().model(), without);
                goOn(fitted());
            }
            case NextStep.Trim() -> trim();
            case NextStep.Continue() -> {
                asked().answer().beginPiece();
                trail.continued(attempts.running().model());
                goOn(fitted());
            }
            case NextStep.Accept() -> accept(FinishReason.LENGTH);
            case NextStep.Stop(var outcome) -> giveUp(outcome);
        }
    }

    private void accept(FinishReason reason) {
        finish = reason;
        asked().accept(reason);
    }

    private void happened(Happened what) {
        carryOut(route.policy().next(state, what, elapsed()));
    }

    private void giveUp(Outcome outcome) {
        var answer = asked().answer();
        var meant = answer.meant(outcome);
        gaveUp = meant;
        if (answer.standsInPlaceOf(meant)) {
            accept(FinishReason.LENGTH);
        } else {
            asked().hearer().gaveUp(meant);
        }
    }

    private void delayed(NextStep.Attempt next) {
        if (next.delay().isZero()) {
            admit(next);
            return;
        }
        tellRetry(next);
        trail.waiting(next);
        long millis = Math.max(1, next.delay().toMillis());
        delayTimer = gateway.vertx().setTimer(millis, _ -> guarded.execute(() -> admit(next)));
    }

    private void tellRetry(NextStep.Attempt next) {
        if (attempts.begun() > 0) {
            notices.retrying(route.chain().get(attempts.lastIndex()), next);
        }
    }

    private void admit(NextStep.Attempt next) {
        attempts.admit(
                next,
                () ->
                        asked().expectedTokens(
                                        gateway.learnt().profile(next.model()),
                                        state.without(),
                                        gateway.trimmer()),
                () -> guarded.execute(() -> begin(next)),
                why -> guarded.execute(() -> happened(why)));
    }

    private void begin(NextStep.Attempt next) {
        if (next.delay().isZero()) {
            tellRetry(next);
        }
        asked().answer().beginAttempt();
        attempts.begin(next, asked().answer().goesOn());
        send(next, fitted());
    }

    private void send(NextStep.Attempt step, FittedRequest request) {
        attempts.send(step, request, new Hearing(attempts.running()));
    }

    private FittedRequest fitted() {
        return asked().fitted(attempts.running().model(), state.without(), gateway.trimmer());
    }

    private void trim() {
        var model = attempts.running().model();
        var before = fitted();
        var shorter = asked().shorter(before, model, state.without(), gateway.trimmer());
        if (shorter.turnsLeftOut() == before.turnsLeftOut()) {
            notSent(new CallFailure.ContextTooLong());
        } else {
            trail.trimmed(model, shorter.turnsLeftOut());
            goOn(shorter);
        }
    }

    private AskedCall asked() {
        if (asked == null) {
            throw new IllegalStateException("nothing was asked in query " + query.id());
        }
        return asked;
    }

    /** Hears the call that is being made. */
    private final class Hearing implements CallRun.Owner {
        private final AttemptRun of;

        Hearing(AttemptRun of) {
            this.of = of;
        }

        @Override
        public void event(ChatEvent event) {
            guarded.execute(() -> asked().heard(of, event));
        }

        @Override
        public void finished(FinishReason reason) {
            guarded.execute(() -> pieceEnded(of, reason));
        }

        @Override
        public void failed(CallFailure failure) {
            guarded.execute(() -> callFailed(of, failure));
        }
    }

    private void pieceEnded(AttemptRun running, FinishReason reason) {
        var call = running.call();
        var answer = asked().answer();
        asked().pieceEnded(running, reason, call == null ? TokenUsage.NONE : call.usage());
        answeredIndex = running.step().index();
        if (reason == FinishReason.LENGTH) {
            var took = Duration.ofNanos(call == null ? 0 : call.spent());
            var tookInAll = Duration.ofNanos(running.spent());
            happened(new Happened.CutByLength(answer.joinable(), took, tookInAll));
        } else {
            accept(reason);
        }
    }

    private void callFailed(AttemptRun running, CallFailure reported) {
        var answer = asked().answer();
        if (answer.endedBefore(reported)) {
            accept(FinishReason.STOP);
            return;
        }
        var failure = answer.meant(reported);
        var happened = new Happened.CallFailed(failure, answer.seen());
        if (running.call() != null) {
            answer.brokeOff(running.call().usage().completionTokens());
        }
        var decision = route.policy().next(state, happened, elapsed());
        FailureLog.write(query.id(), running.step(), failure);
        if (!(decision.step() instanceof NextStep.Adapt
                || decision.step() instanceof NextStep.Trim)) {
            attempts.failed(running, failure);
        }
        carryOut(decision);
    }
}
