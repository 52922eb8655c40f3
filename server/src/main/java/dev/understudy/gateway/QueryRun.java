package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.FinishReason;
import dev.understudy.execution.Cause;
import dev.understudy.execution.Outcome;
import dev.understudy.execution.Refusal;
import dev.understudy.quota.Standing;
import io.vertx.core.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One query from its beginning to its one outcome: starts its work, ends it when its time is over
 * or nobody waits, and writes down how it ended. On one event loop only.
 */
final class QueryRun implements RunningQuery {
    private static final Logger LOG = LoggerFactory.getLogger(QueryRun.class);

    /**
     * How long after the query's time an answer may still come: the calls' own clocks run out at
     * that time, and what can be computed without a model needs a moment.
     */
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(5);

    private final Gateway gateway;
    private final Context context;
    private final Route route;
    private final Query query;
    private final AnswerListener listener;
    private final QueryLedger ledger;
    private final QueryNotices notices;
    private final QueryCalls calls;
    private final QueryWork work;

    private long deadline = -1;
    private boolean stopped;

    QueryRun(Gateway gateway, Context context, Route route, Query query, AnswerListener listener) {
        this.gateway = gateway;
        this.context = context;
        this.route = route;
        this.query = query;
        this.listener = listener;
        this.ledger = new QueryLedger(gateway, context, query);
        this.notices = new QueryNotices(gateway, route.chain(), query, listener);
        this.calls = new QueryCalls(gateway, route, query, ledger, notices, this::guarded);
        this.work =
                route.team()
                        .<QueryWork>map(team ->
                                new TeamRun(
                                        team, query, calls, listener, this, context, this::guarded))
                        .orElseGet(() -> new DirectAnswer(query, calls, listener, this));
    }

    String id() {
        return query.id();
    }

    String user() {
        return query.user();
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
                guarded(this::begin);
            }
        });
    }

    private void begin() {
        var time = route.policy().queryTimeout();
        var tenth = time.dividedBy(10);
        var after = time.plus(tenth.compareTo(LAST_MOMENTS) < 0 ? tenth : LAST_MOMENTS);
        deadline = gateway.vertx().setTimer(after.toMillis() + 1, _ -> guarded(this::outOfTime));
        notices.begin();
        work.start();
    }

    /** Runs what comes from outside; a mistake of ours there ends the query, and nothing hangs. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            broke(bug);
        }
    }

    @Override
    public void cancel() {
        guarded(() -> end(new Outcome.Cancelled()));
    }

    @Override
    public void pause() {
        calls.pause();
    }

    @Override
    public void resume() {
        calls.resume();
    }

    private void outOfTime() {
        var seconds = route.policy().queryTimeout().toSeconds();
        if (route.team().isPresent() && work.begun()) {
            var reason =
                    "A question may take %d seconds (QUERY_TIMEOUT_SECONDS).".formatted(seconds);
            listener.event(new ChatEvent.Text("\n\n" + reason));
            limited(reason, null);
        } else {
            end(new Outcome.Failed(Cause.TOO_SLOW, Duration.ZERO));
        }
    }

    /** A mistake of ours ends the query as failed: it must not hang, nor keep what it holds. */
    void broke(Throwable bug) {
        LOG.error("Query {} ran into a mistake of this program", query.id(), bug);
        end(new Outcome.Failed(Cause.UPSTREAM_FAILED, Duration.ZERO));
    }

    /** The team stopped although nobody told it to. */
    void stoppedByItself() {
        broke(new IllegalStateException("the team stopped by itself"));
    }

    /** A team has done its work. */
    void answeredByTeam(TeamAnswer answer) {
        switch (answer) {
            case TeamAnswer.ByModel _ when calls.answeredIndex() >= 0 ->
                    answeredByModel(finish(), answer);
            case TeamAnswer.ByModel _, TeamAnswer.Computed _ -> {
                calls.succeed();
                notices.computed();
                end(new Outcome.AnsweredOffline(), FinishReason.STOP, answer);
            }
            case TeamAnswer.Limited(_, _, var reason) -> limited(reason, answer);
        }
    }

    /** A team's own tools are its own business: what the user gets is an answer, or a cut one. */
    private FinishReason finish() {
        return calls.finish() == FinishReason.LENGTH ? FinishReason.LENGTH : FinishReason.STOP;
    }

    /** The model that answered last has given the answer. */
    void answeredByModel(FinishReason reason, @Nullable TeamAnswer answer) {
        calls.succeed();
        notices.answered(reason, calls.usage());
        end(route.policy().answeredBy(calls.answeredIndex()), reason, answer);
    }

    private void limited(String reason, @Nullable TeamAnswer answer) {
        if (answer != null) {
            calls.succeed();
        }
        notices.limitReached(reason);
        end(new Outcome.LimitReached(reason), FinishReason.STOP, answer);
    }

    /** No model answered, and nothing could be computed without one. */
    void endWithoutModel(NoModelException gaveUp) {
        if (!gaveUp.declined().isEmpty()) {
            notices.declined(gaveUp.declined());
        }
        end(gaveUp.outcome());
    }

    /** Ends it; what still runs is called off. Harmless when it has ended. */
    void end(Outcome outcome) {
        end(outcome, FinishReason.STOP, null);
    }

    private void end(Outcome outcome, FinishReason reason, @Nullable TeamAnswer answer) {
        if (stopped) {
            return;
        }
        stopped = true;
        gateway.vertx().cancelTimer(deadline);
        gateway.left(this, query);
        try {
            calls.callOff();
            work.stop();
        } catch (RuntimeException bug) {
            LOG.error("Query {} could not be called off in order", query.id(), bug);
        }
        var model = model(outcome);
        log(outcome, model);
        ledger.ended(
                outcome,
                model,
                calls.attempts(),
                route.chain().primary(),
                standing ->
                        guarded(() ->
                                listener.ended(ended(outcome, model, reason, answer, standing))));
    }

    /** Only a model that answered is named. */
    private @Nullable String model(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(var model) -> model;
            case Outcome.AnsweredByFallback(var model) -> model;
            case Outcome.LimitReached _ ->
                    calls.answeredIndex() < 0
                            ? null
                            : route.chain().get(calls.answeredIndex()).id();
            case Outcome.AnsweredOffline _,
                    Outcome.QuotaSpent _,
                    Outcome.Refused _,
                    Outcome.Failed _,
                    Outcome.Cancelled _ ->
                    null;
        };
    }

    private Answer ended(
            Outcome outcome,
            @Nullable String model,
            FinishReason reason,
            @Nullable TeamAnswer answer,
            @Nullable Standing standing) {
        return new Answer(
                query.id(),
                outcome,
                model,
                reason,
                calls.usage(),
                calls.attempts(),
                calls.fellBack(),
                answer == null ? null : answer.team(),
                answer == null ? null : answer.findings(),
                standing);
    }

    private void log(Outcome outcome, @Nullable String model) {
        LOG.info(
                "Query {}: {}{}, attempts: {}, tokens: {}, ms: {}",
                query.id(),
                outcome.wireName(),
                model == null ? "" : " (" + model + ")",
                calls.attempts(),
                calls.usage().totalTokens(),
                calls.elapsed().toMillis());
    }

    /** A refusal of a busy server is cheap: it leaves no trace in the ledger. */
    private void refuse() {
        listener.ended(Answer.notBegun(query.id(), new Outcome.Refused(Refusal.TOO_BUSY)));
    }
}
