package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Cause;
import dev.understudy.execution.Decision;
import dev.understudy.execution.Happened;
import dev.understudy.execution.NextStep;
import dev.understudy.execution.Outcome;
import dev.understudy.execution.QueryState;
import dev.understudy.execution.Refusal;
import dev.understudy.failure.CallFailure;
import dev.understudy.model.Capability;
import dev.understudy.model.ModelProfile;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One query on its way: asks the policy what to do, does it, and tells the policy what happened,
 * until it says stop. On one event loop only.
 */
final class QueryRun implements RunningQuery {
    private static final Logger LOG = LoggerFactory.getLogger(QueryRun.class);

    private final Gateway gateway;
    private final Context context;
    private final Route route;
    private final Query query;
    private final AnswerListener listener;
    private final QueryLedger ledger;
    private final QueryNotices notices;
    private final AttemptAdmission admission;
    private final long startedAt;

    private QueryState state = QueryState.START;
    private @Nullable Current current;
    private TokenUsage usage = TokenUsage.NONE;
    private long delayTimer = -1;
    private int attemptsBegun;
    private int lastIndex;
    private boolean stopped;
    private boolean paused;

    /** The attempt that is being made. */
    private record Current(AttemptAdmission.Pass pass, AttemptRun run) {
        ModelProfile model() {
            return pass.attempt().model();
        }
    }

    QueryRun(Gateway gateway, Context context, Route route, Query query, AnswerListener listener) {
        this.gateway = gateway;
        this.context = context;
        this.route = route;
        this.query = query;
        this.listener = listener;
        this.ledger = new QueryLedger(gateway.ledger(), gateway.instants(), context, query);
        this.notices = new QueryNotices(query, gateway.options(), gateway.noticeOnce(), listener);
        this.admission = new AttemptAdmission(gateway.health(), ledger, notices);
        this.startedAt = gateway.ticker().nanos();
    }

    /** The event loop it lives on. */
    Context context() {
        return context;
    }

    /** Begins, or refuses where there was no place for it. */
    void start(boolean admitted) {
        stopped = !admitted;
        context.runOnContext(_ -> {
            if (!admitted) {
                refuse();
            } else if (!stopped) {
                notices.begin();
                carryOut(route.policy().begin());
            }
        });
    }

    @Override
    public void cancel() {
        if (stopped) {
            return;
        }
        gateway.vertx().cancelTimer(delayTimer);
        callOff(new CallFailure.Cancelled());
        stop(new Outcome.Cancelled());
    }

    /** Ends the attempt that is being made, from our side. */
    private void callOff(CallFailure why) {
        var running = current;
        if (running != null) {
            running.run().cancel();
            failed(running, why);
        }
    }

    @Override
    public void pause() {
        paused = true;
        if (current != null) {
            current.run().pause();
        }
    }

    @Override
    public void resume() {
        paused = false;
        if (current != null) {
            current.run().resume();
        }
    }

    private void carryOut(Decision decision) {
        try {
            step(decision);
        } catch (RuntimeException bug) {
            broke(bug);
        }
    }

    /** A mistake of ours ends the query as failed: it must not hang, nor keep what it holds. */
    private void broke(RuntimeException bug) {
        LOG.error("Query {} ran into a mistake of this program", query.id(), bug);
        if (!stopped) {
            callOff(new CallFailure.Cancelled());
            stop(new Outcome.Failed(Cause.UPSTREAM_FAILED, Duration.ZERO));
        }
    }

    private void step(Decision decision) {
        state = decision.state();
        switch (decision.step()) {
            case NextStep.Attempt attempt -> delayed(attempt);
            case NextStep.Adapt(var without) -> {
                var running = running();
                running.run().send(notices.fitted(fitted(running.model(), without)));
            }
            case NextStep.Trim() -> trim(running());
            case NextStep.Stop(var outcome) -> stop(outcome);
        }
    }

    private Current running() {
        if (current == null) {
            throw new IllegalStateException("no attempt is running in query " + query.id());
        }
        return current;
    }

    private void happened(Happened what) {
        carryOut(decide(what));
    }

    private Decision decide(Happened what) {
        return route.policy().next(state, what, elapsed());
    }

    private Duration elapsed() {
        return Duration.ofNanos(gateway.ticker().nanos() - startedAt);
    }

    private void delayed(NextStep.Attempt attempt) {
        if (attemptsBegun > 0) {
            notices.retrying(route.chain().get(lastIndex), attempt);
        }
        if (attempt.delay().isZero()) {
            admit(attempt);
        } else {
            long millis = Math.max(1, attempt.delay().toMillis());
            delayTimer = gateway.vertx().setTimer(millis, _ -> admit(attempt));
        }
    }

    private void admit(NextStep.Attempt attempt) {
        admission.ask(
                attempt,
                new AttemptAdmission.Asker() {
                    @Override
                    public void admitted(AttemptAdmission.Pass pass) {
                        begin(pass);
                    }

                    @Override
                    public void refused(Happened why) {
                        happened(why);
                    }

                    @Override
                    public boolean gone() {
                        return stopped;
                    }
                });
    }

    private void begin(AttemptAdmission.Pass pass) {
        var attempt = pass.attempt();
        attemptsBegun = attempt.number();
        lastIndex = attempt.index();
        var run =
                new AttemptRun(
                        gateway.vertx(),
                        gateway.ticker(),
                        gateway.counter(),
                        gateway.upstreamOf(attempt.model()),
                        attempt.model(),
                        attempt.clocks(),
                        new Hearing(attempt));
        current = new Current(pass, run);
        run.send(notices.fitted(fitted(attempt.model(), attempt.without())));
        if (paused) {
            run.pause();
        }
    }

    private FittedRequest fitted(ModelProfile model, Set<Capability> without) {
        return FittedRequest.of(query.request(), model, without, gateway.trimmer());
    }

    private void trim(Current running) {
        var before = fitted(running.model(), state.without());
        var shorter =
                before.shorter(
                        query.request(), running.model(), state.without(), gateway.trimmer());
        if (shorter.turnsLeftOut() == before.turnsLeftOut()) {
            var tooLong = new CallFailure.ContextTooLong();
            failed(running, tooLong);
            happened(new Happened.CallFailed(tooLong, false));
        } else {
            running.run().send(notices.fitted(shorter));
        }
    }

    /**
     * Hears the attempt that is being made. Where the client gets the answer in one piece, what the
     * model says is held until it has said all of it: an attempt that breaks off was never seen.
     */
    private final class Hearing implements AttemptRun.Owner {
        private final NextStep.Attempt attempt;
        private final List<ChatEvent> held = new ArrayList<>();

        Hearing(NextStep.Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public void begun() {
            if (query.streamed()) {
                announce();
            }
        }

        private void announce() {
            var primary = route.chain().primary();
            if (attempt.index() == 0) {
                notices.primaryAnswers(route.chain());
            } else {
                notices.fallbackAnswers(
                        primary, attempt.model(), gateway.health().of(primary).outage());
            }
            notices.aboutRequest(attempt.model());
        }

        @Override
        public void event(ChatEvent event) {
            if (!query.streamed()) {
                held.add(event);
                return;
            }
            try {
                listener.event(event);
            } catch (RuntimeException bug) {
                broke(bug);
            }
        }

        @Override
        public void finished(FinishReason reason) {
            if (!query.streamed()) {
                announce();
                held.forEach(listener::event);
            }
            var running = running();
            var run = running.run();
            admission.succeeded(ended(running), run.wasSent(), run.usage());
            notices.answered(reason, query.request().maxTokens(), usage);
            end(route.policy().answeredBy(attempt.index()), attempt.model().id(), reason);
        }

        @Override
        public void failed(CallFailure failure) {
            var running = running();
            boolean visible = query.streamed() && running.run().wasVisible();
            var decision = decide(new Happened.CallFailed(failure, visible));
            log(attempt, failure);
            if (!(decision.step() instanceof NextStep.Adapt
                    || decision.step() instanceof NextStep.Trim)) {
                QueryRun.this.failed(running, failure);
            }
            carryOut(decision);
        }
    }

    /** What only the operator can mend is said louder, and with what to do. */
    private void log(NextStep.Attempt attempt, CallFailure failure) {
        var model = attempt.model();
        switch (failure) {
            case CallFailure.ModelNotFound _ ->
                    LOG.warn(
                            "The server of {} does not have this model; is its name right, was it pulled?",
                            model.id());
            case CallFailure.AccessDenied(var status) ->
                    LOG.warn(
                            "The server of {} refuses access (HTTP {}); check its key or sign in there",
                            model.id(),
                            status);
            case CallFailure.ProviderQuotaSpent _ ->
                    LOG.warn("The provider's own quota for {} is spent", model.id());
            case CallFailure.Unreachable _,
                    CallFailure.TooSlow _,
                    CallFailure.Overloaded _,
                    CallFailure.BrokenAnswer _,
                    CallFailure.CapabilityMissing _,
                    CallFailure.ContextTooLong _,
                    CallFailure.InvalidRequest _,
                    CallFailure.Cancelled _ ->
                    LOG.info(
                            "Query {}: attempt {} on {} failed: {}",
                            query.id(),
                            attempt.number(),
                            model.id(),
                            failure.summary());
        }
    }

    private void failed(Current running, CallFailure failure) {
        var run = running.run();
        admission.failed(ended(running), failure, run.wasSent(), run.usage());
    }

    /** The attempt is over: adds up what it used, and hands out its pass to be given back. */
    private AttemptAdmission.Pass ended(Current running) {
        current = null;
        usage = usage.plus(running.run().usage());
        return running.pass();
    }

    private void stop(Outcome outcome) {
        end(outcome, null, FinishReason.STOP);
    }

    private void end(Outcome outcome, @Nullable String model, FinishReason reason) {
        stopped = true;
        gateway.left(query);
        LOG.info(
                "Query {}: {}{}, attempts: {}, tokens: {}, ms: {}",
                query.id(),
                outcome.wireName(),
                model == null ? "" : " (" + model + ")",
                attemptsBegun,
                usage.totalTokens(),
                elapsed().toMillis());
        ledger.ended(
                outcome,
                model,
                attemptsBegun,
                quota ->
                        listener.ended(
                                new Answer(
                                        query.id(),
                                        outcome,
                                        model,
                                        reason,
                                        usage,
                                        attemptsBegun,
                                        lastIndex > 0,
                                        quota)));
    }

    /** A refusal of a busy server is cheap: it leaves no trace in the ledger. */
    private void refuse() {
        listener.ended(
                new Answer(
                        query.id(),
                        new Outcome.Refused(Refusal.TOO_BUSY),
                        null,
                        FinishReason.STOP,
                        TokenUsage.NONE,
                        0,
                        false,
                        null));
    }
}
