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
    /** Hears of one call; {@link #finished} or {@link #gaveUp} ends it, once. */
    interface Hearer {
        /**
         * Whether the user sees what the model says as it comes. If not, events are held until the
         * reply is whole: one that breaks off was never seen.
         */
        boolean shown();

        void event(ChatEvent event);

        void finished(FinishReason reason, String model, TokenUsage usage);

        void gaveUp(Outcome outcome);
    }

    private final Gateway gateway;
    private final Route route;
    private final Query query;
    private final QueryNotices notices;
    private final AttemptAdmission admission;
    private final QueryTrail trail;
    private final Executor guarded;
    private final long startedAt;

    private QueryState state = QueryState.START;
    private @Nullable AskedCall asked;
    private @Nullable AttemptRun attempt;
    private @Nullable Outcome gaveUp;
    private TokenUsage usageBefore = TokenUsage.NONE;
    private long delayTimer = -1;
    private int attemptsBegun;
    private int lastIndex;
    private int answeredIndex = -1;
    private FinishReason finish = FinishReason.STOP;
    private boolean stopped;
    private boolean paused;

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
        this.admission = new AttemptAdmission(gateway.health(), ledger, notices);
        this.trail = ledger.trail();
        this.guarded = guarded;
        this.startedAt = gateway.ticker().nanos();
    }

    /** Makes a call; the one before has ended. */
    void call(ChatRequest request, Hearer hearer) {
        asked = new AskedCall(request, hearer);
        if (gaveUp != null) {
            hearer.gaveUp(gaveUp);
        } else if (attempt == null) {
            carryOut(route.policy().begin());
        } else {
            goOn(attempt, fitted(attempt));
        }
    }

    /** A further call within the attempt that runs. */
    private void goOn(AttemptRun running, FittedRequest request) {
        var further = route.policy().further(running.step(), elapsed());
        if (further.isPresent()) {
            send(running, further.get(), request);
        } else {
            var tooSlow = new CallFailure.TooSlow(FailureClock.QUERY);
            failed(running, tooSlow);
            happened(new Happened.CallFailed(tooSlow, Seen.NOTHING));
        }
    }

    /** The work that needed the calls is done: the attempt that runs went well. */
    void succeed() {
        var running = attempt;
        if (running != null) {
            end(running);
            trail.succeeded(running.step(), running.usage());
            admission.succeeded(running.pass(), running.wasSent(), running.usage());
        }
    }

    /** Ends what runs, from our side; nothing is heard any more. */
    void callOff() {
        stopped = true;
        gateway.vertx().cancelTimer(delayTimer);
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

    /** Since the question came in. */
    Duration elapsed() {
        return Duration.ofNanos(gateway.ticker().nanos() - startedAt);
    }

    /** Tokens of all calls so far. */
    TokenUsage usage() {
        return attempt == null ? usageBefore : usageBefore.plus(attempt.usage());
    }

    /** Attempts that were begun. */
    int attempts() {
        return attemptsBegun;
    }

    /** Whether another model than the first was asked. */
    boolean fellBack() {
        return lastIndex > 0;
    }

    /** The place in the chain of the model that answered last; -1 where none did. */
    int answeredIndex() {
        return answeredIndex;
    }

    /** A team has done something. */
    void step(AgentStep step) {
        trail.step(step);
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
                trail.adapted(running().model(), without);
                goOn(running(), fitted(running()));
            }
            case NextStep.Trim() -> trim(running());
            case NextStep.Continue() -> {
                asked().answer().beginPiece();
                trail.continued(running().model());
                goOn(running(), fitted(running()));
            }
            case NextStep.Accept() -> accept(FinishReason.LENGTH);
            case NextStep.Stop(var outcome) -> giveUp(outcome);
        }
    }

    /** What there is becomes the answer. */
    private void accept(FinishReason reason) {
        finish = reason;
        var call = asked();
        call.answer().whole().forEach(hearer()::event);
        hearer().finished(reason, call.model(), call.usage());
    }

    private void happened(Happened what) {
        carryOut(route.policy().next(state, what, elapsed()));
    }

    /**
     * Whole pieces are an answer, if a short one: nobody loses them because no more could be had,
     * nor because they have grown too long to be sent along.
     */
    private void giveUp(Outcome outcome) {
        var answer = asked().answer();
        var meant = answer.meant(outcome);
        gaveUp = meant;
        if (answer.stands() && !(meant instanceof Outcome.Cancelled)) {
            accept(FinishReason.LENGTH);
        } else {
            hearer().gaveUp(meant);
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
        if (attemptsBegun > 0) {
            notices.retrying(route.chain().get(lastIndex), next);
        }
    }

    private void admit(NextStep.Attempt next) {
        admission.ask(
                next,
                new AttemptAdmission.Asker() {
                    @Override
                    public void admitted(AttemptAdmission.Pass pass) {
                        attempt = new AttemptRun(pass, gateway.learnt().profile(next.model()));
                        guarded.execute(() -> begin(next));
                    }

                    @Override
                    public void refused(Happened why) {
                        trail.passedOver(next, why);
                        guarded.execute(() -> happened(why));
                    }

                    @Override
                    public boolean gone() {
                        return stopped;
                    }
                });
    }

    private void begin(NextStep.Attempt next) {
        if (next.delay().isZero()) {
            tellRetry(next);
        }
        attemptsBegun = next.number();
        lastIndex = next.index();
        asked().answer().beginAttempt();
        trail.began(next, asked().answer().goesOn());
        var running = running();
        send(running, next, fitted(running));
    }

    private void send(AttemptRun running, NextStep.Attempt step, FittedRequest request) {
        var clocks = new CallClocks(step, running.spent(), gateway.ticker().nanos());
        var call =
                new CallRun(
                        gateway.vertx(),
                        gateway.ticker(),
                        gateway.counter(),
                        clocks,
                        notices.fitted(request),
                        new Hearing(running));
        trail.sent(running.model(), request.turnsLeftOut());
        running.begin(call);
        call.start(gateway.upstreamOf(running.model()), running.model());
        if (paused) {
            call.pause();
        }
    }

    private FittedRequest fitted(AttemptRun running) {
        return FittedRequest.of(
                request(),
                asked().answer().goesOn(),
                running.model(),
                state.without(),
                gateway.trimmer());
    }

    private void trim(AttemptRun running) {
        var before = fitted(running);
        var shorter =
                before.shorter(
                        request(),
                        asked().answer().goesOn(),
                        running.model(),
                        state.without(),
                        gateway.trimmer());
        if (shorter.turnsLeftOut() == before.turnsLeftOut()) {
            var tooLong = new CallFailure.ContextTooLong();
            failed(running, tooLong);
            happened(new Happened.CallFailed(tooLong, Seen.NOTHING));
        } else {
            trail.trimmed(running.model(), shorter.turnsLeftOut());
            goOn(running, shorter);
        }
    }

    private AttemptRun running() {
        if (attempt == null) {
            throw new IllegalStateException("no attempt is running in query " + query.id());
        }
        return attempt;
    }

    private Hearer hearer() {
        return asked().hearer();
    }

    private ChatRequest request() {
        return asked().answer().request();
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
            guarded.execute(() -> show(of, asked().answer().heard(event)));
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
        var usage = call == null ? TokenUsage.NONE : call.usage();
        var answer = asked().answer();
        show(running, answer.pieceEnded(reason, usage.completionTokens()));
        announce(running);
        if (answer.joins()) {
            notices.goesOn(running.model());
        }
        asked().pieceBy(running.model().id(), usage);
        answeredIndex = running.step().index();
        if (reason == FinishReason.LENGTH) {
            var took = Duration.ofNanos(call == null ? 0 : call.spent());
            var tookInAll = Duration.ofNanos(running.spent());
            happened(new Happened.CutByLength(answer.joinable(), took, tookInAll));
        } else {
            accept(reason);
        }
    }

    private void show(AttemptRun running, List<ChatEvent> events) {
        for (var event : events) {
            if (!(event instanceof ChatEvent.Thinking)) {
                announce(running);
            }
            if (asked().answer().joins()) {
                notices.goesOn(running.model());
            }
            hearer().event(event);
        }
    }

    private void announce(AttemptRun running) {
        if (!running.firstAnnounced()) {
            return;
        }
        var primary = route.chain().primary();
        notices.visible(
                route.chain(), running.step().index(), gateway.health().of(primary).outage());
        notices.aboutRequest(running.model());
    }

    private void callFailed(AttemptRun running, CallFailure reported) {
        var answer = asked().answer();
        var failure = answer.meant(reported);
        var happened = new Happened.CallFailed(failure, answer.seen());
        if (running.call() != null) {
            answer.brokeOff(running.call().usage().completionTokens());
        }
        var decision = route.policy().next(state, happened, elapsed());
        FailureLog.write(query.id(), running.step(), failure);
        if (!(decision.step() instanceof NextStep.Adapt
                || decision.step() instanceof NextStep.Trim)) {
            failed(running, failure);
        }
        carryOut(decision);
    }

    private void failed(AttemptRun running, CallFailure failure) {
        end(running);
        trail.failed(running.step(), failure, running.usage());
        admission.failed(running.pass(), failure, running.wasSent(), running.usage());
    }

    private void end(AttemptRun running) {
        usageBefore = usageBefore.plus(running.usage());
        attempt = null;
    }
}
