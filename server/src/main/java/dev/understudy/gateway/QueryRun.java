package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Decision;
import dev.understudy.execution.Happened;
import dev.understudy.execution.NextStep;
import dev.understudy.execution.Outcome;
import dev.understudy.execution.QueryState;
import dev.understudy.execution.Refusal;
import dev.understudy.failure.CallFailure;
import dev.understudy.health.Permission;
import dev.understudy.quota.Admission;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.Reservation;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.function.Consumer;
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
    private final long startedAt;

    private QueryState state = QueryState.START;
    private @Nullable Current current;
    private TokenUsage usage = TokenUsage.NONE;
    private long delayTimer = -1;
    private int attemptsBegun;
    private int lastIndex;
    private boolean cancelled;
    private boolean stopped;
    private boolean paused;

    /** The attempt that is being made: what it holds and must give back. */
    private record Current(
            NextStep.Attempt step,
            AttemptRun run,
            Permission.Allowed permission,
            AttemptStart start,
            @Nullable Reservation reservation) {}

    QueryRun(Gateway gateway, Context context, Route route, Query query, AnswerListener listener) {
        this.gateway = gateway;
        this.context = context;
        this.route = route;
        this.query = query;
        this.listener = listener;
        this.ledger = new QueryLedger(gateway.ledger(), gateway.instants(), context, query);
        this.notices = new QueryNotices(query, gateway.options(), gateway.noticeOnce(), listener);
        this.startedAt = gateway.ticker().nanos();
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
        if (stopped || cancelled) {
            return;
        }
        cancelled = true;
        gateway.vertx().cancelTimer(delayTimer);
        var running = current;
        if (running != null) {
            running.run().cancel();
            endAttempt(running, new CallFailure.Cancelled());
        }
        stop(new Outcome.Cancelled());
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
        state = decision.state();
        switch (decision.step()) {
            case NextStep.Attempt attempt -> delayed(attempt);
            case NextStep.Adapt(var without) -> {
                var running = running();
                running.run()
                        .send(
                                notices.fitted(
                                        FittedRequest.of(
                                                query.request(),
                                                running.step().model(),
                                                without,
                                                gateway.trimmer())));
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
        var elapsed = Duration.ofNanos(gateway.ticker().nanos() - startedAt);
        carryOut(route.policy().next(state, what, elapsed));
    }

    private void delayed(NextStep.Attempt attempt) {
        if (attemptsBegun > 0) {
            notices.retrying(route.chain().get(lastIndex), attempt);
        }
        if (attempt.delay().isZero()) {
            admit(attempt);
        } else {
            delayTimer =
                    gateway.vertx()
                            .setTimer(Math.max(1, attempt.delay().toMillis()), _ -> admit(attempt));
        }
    }

    /** Asks the breaker, then the ledger; only what both let through is sent. */
    private void admit(NextStep.Attempt attempt) {
        var breaker = gateway.health().of(attempt.model());
        var permission = attempt.insist() ? breaker.insist() : breaker.acquire();
        switch (permission) {
            case Permission.Denied(var retryIn) -> happened(new Happened.Denied(retryIn));
            case Permission.Allowed allowed -> reserve(attempt, allowed);
        }
    }

    private void reserve(NextStep.Attempt attempt, Permission.Allowed permission) {
        var model = attempt.model();
        var start = ledger.begins(attempt.number(), model.id(), model.metered());
        if (!model.metered()) {
            send(attempt, permission, start, null);
            return;
        }
        ledger.reserve(
                start,
                admission -> {
                    switch (admission) {
                        case Admission.Granted(var reservation, _) when cancelled -> {
                            gateway.health().of(model).ignored(permission);
                            ledger.ended(
                                    start,
                                    reservation,
                                    false,
                                    new CallFailure.Cancelled().summary(),
                                    TokenUsage.NONE);
                        }
                        case Admission.Granted(var reservation, var status) ->
                                warnThen(
                                        status,
                                        () -> send(attempt, permission, start, reservation));
                        case Admission.Spent(var status) ->
                                notAdmitted(attempt, permission, new Happened.NoPlaceLeft(status));
                        case Admission.Unusable(var reason) -> {
                            LOG.error(
                                    "The ledger cannot count, so {} is not asked: {}",
                                    model.id(),
                                    reason);
                            notAdmitted(attempt, permission, new Happened.CannotCount());
                        }
                    }
                });
    }

    private void notAdmitted(
            NextStep.Attempt attempt, Permission.Allowed permission, Happened why) {
        gateway.health().of(attempt.model()).ignored(permission);
        if (!cancelled) {
            if (why instanceof Happened.NoPlaceLeft(var status)) {
                notices.quotaSpent(status);
            }
            happened(why);
        }
    }

    private void warnThen(QuotaStatus status, Runnable then) {
        if (!notices.mayWarn(status)) {
            then.run();
            return;
        }
        ledger.claimWarning(
                status.window(),
                first -> {
                    if (first && !cancelled) {
                        notices.quotaWarning(status);
                    }
                    then.run();
                });
    }

    private void send(
            NextStep.Attempt attempt,
            Permission.Allowed permission,
            AttemptStart start,
            @Nullable Reservation reservation) {
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
        var begun = new Current(attempt, run, permission, start, reservation);
        current = begun;
        if (cancelled) {
            endAttempt(begun, new CallFailure.Cancelled());
            return;
        }
        run.send(
                notices.fitted(
                        FittedRequest.of(
                                query.request(),
                                attempt.model(),
                                attempt.without(),
                                gateway.trimmer())));
        if (paused) {
            run.pause();
        }
    }

    private void trim(Current running) {
        var before =
                FittedRequest.of(
                        query.request(),
                        running.step().model(),
                        state.without(),
                        gateway.trimmer());
        var shorter =
                before.shorter(
                        query.request(),
                        running.step().model(),
                        state.without(),
                        gateway.trimmer());
        if (shorter.turnsLeftOut() == before.turnsLeftOut()) {
            var tooLong = new CallFailure.ContextTooLong();
            endAttempt(running, tooLong);
            happened(new Happened.CallFailed(tooLong, false));
        } else {
            running.run().send(notices.fitted(shorter));
        }
    }

    /** Hears the attempt that is being made. */
    private final class Hearing implements AttemptRun.Owner {
        private final NextStep.Attempt attempt;

        Hearing(NextStep.Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public void begun() {
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
            listener.event(event);
        }

        @Override
        public void finished(FinishReason reason) {
            var running = running();
            gateway.health().of(attempt.model()).succeeded(running.permission());
            endAttempt(running, AttemptEnd.OK);
            answered(attempt, reason);
        }

        @Override
        public void failed(CallFailure failure) {
            var running = running();
            var happened = new Happened.CallFailed(failure, running.run().wasVisible());
            var elapsed = Duration.ofNanos(gateway.ticker().nanos() - startedAt);
            var decision = route.policy().next(state, happened, elapsed);
            if (!(decision.step() instanceof NextStep.Adapt
                    || decision.step() instanceof NextStep.Trim)) {
                endAttempt(running, failure);
            }
            LOG.info(
                    "Query {}: attempt {} on {} failed: {}",
                    query.id(),
                    attempt.number(),
                    attempt.model().id(),
                    failure.summary());
            carryOut(decision);
        }
    }

    private void endAttempt(Current ended, CallFailure failure) {
        gateway.health().of(ended.step().model()).failed(ended.permission(), failure);
        endAttempt(ended, failure.summary());
    }

    private void endAttempt(Current ended, String result) {
        current = null;
        var used = ended.run().usage();
        usage = usage.plus(used);
        ledger.ended(ended.start(), ended.reservation(), ended.run().wasSent(), result, used);
    }

    private void answered(NextStep.Attempt attempt, FinishReason reason) {
        notices.answered(reason, query.request().maxTokens(), usage);
        end(route.policy().answeredBy(attempt.index()), attempt.model().id(), reason);
    }

    private void stop(Outcome outcome) {
        end(outcome, null, FinishReason.STOP);
    }

    private void end(Outcome outcome, @Nullable String model, FinishReason reason) {
        stopped = true;
        gateway.left(query);
        Consumer<@Nullable QuotaStatus> tell =
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
                                        quota));
        ledger.ended(outcome, model, attemptsBegun, tell);
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
