package dev.understudy.gateway;

import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Happened;
import dev.understudy.execution.NextStep;
import dev.understudy.execution.Outcome;
import dev.understudy.failure.CallFailure;
import dev.understudy.failure.Remedy;
import dev.understudy.model.Capability;
import dev.understudy.model.ModelProfile;
import dev.understudy.time.Ticker;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.Trail;
import dev.understudy.usage.TrailEntry;
import dev.understudy.usage.TrailEvent;
import dev.understudy.usage.TrailEvent.Obstacle;
import dev.understudy.usage.TrailEvent.WaitReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notes down what is decided on one query's way. What does not fit is counted and said. On the
 * query's event loop only.
 */
final class QueryTrail {
    /** Room for what was left out, and for the end. */
    private static final int MOST_NOTED = Trail.MOST_ENTRIES - 2;

    /** A team that works a lot must not crowd out the attempts. */
    private static final int MOST_TEAM_STEPS = Trail.MOST_ENTRIES / 2;

    private final Ticker ticker;
    private final long startedAt;
    private final List<TrailEntry> noted = new ArrayList<>();
    private int teamSteps;
    private int leftOut;
    private boolean serverSaidWhen;
    private @Nullable TrailEvent lastTurns;

    QueryTrail(Ticker ticker) {
        this.ticker = ticker;
        this.startedAt = ticker.nanos();
    }

    /** The query waits before this attempt. */
    void waiting(NextStep.Attempt next) {
        var why = serverSaidWhen ? WaitReason.RETRY_AFTER : WaitReason.RETRY_DELAY;
        note(new TrailEvent.Waiting(next.delay().toMillis(), next.model().id(), why));
    }

    /** This attempt was not made; the query goes to another model, or ends. */
    void passedOver(NextStep.Attempt attempt, Happened why) {
        var model = attempt.model().id();
        switch (why) {
            case Happened.Denied(var retryIn) ->
                    note(passedOver(model, Obstacle.BREAKER_OPEN, retryIn));
            case Happened.TakenOut() -> note(passedOver(model, Obstacle.TAKEN_OUT, null));
            case Happened.NoPlaceLeft _ -> note(passedOver(model, Obstacle.QUOTA_SPENT, null));
            case Happened.CannotCount() -> note(passedOver(model, Obstacle.LEDGER_UNUSABLE, null));
            case Happened.CallFailed _, Happened.CutByLength _ -> {
                // That attempt was made; what became of it is noted.
            }
        }
    }

    private static TrailEvent passedOver(String model, Obstacle why, @Nullable Duration retryIn) {
        return new TrailEvent.PassedOver(model, why, retryIn == null ? null : retryIn.toMillis());
    }

    /**
     * An attempt begins.
     *
     * @param goesOn whether it goes on with text of an attempt before
     */
    void began(NextStep.Attempt attempt, boolean goesOn) {
        var model = attempt.model();
        lastTurns = null;
        note(new TrailEvent.AttemptBegan(attempt.number(), model.id(), model.metered()));
        if (goesOn) {
            note(new TrailEvent.Rescued(model.id()));
        }
    }

    void succeeded(NextStep.Attempt attempt, TokenUsage usage) {
        ended(attempt, AttemptEnd.OK, usage);
    }

    void failed(NextStep.Attempt attempt, CallFailure failure, TokenUsage usage) {
        serverSaidWhen = failure.remedy() instanceof Remedy.RetryAfter;
        ended(attempt, failure.summary(), usage);
    }

    private void ended(NextStep.Attempt attempt, String result, TokenUsage usage) {
        note(new TrailEvent.AttemptEnded(attempt.number(), attempt.model().id(), result, usage));
    }

    void adapted(ModelProfile model, Set<Capability> without) {
        note(
                new TrailEvent.Adapted(
                        model.id(), without.stream().map(QueryTrail::spoken).sorted().toList()));
    }

    void trimmed(ModelProfile model, int turns) {
        lastTurns = new TrailEvent.TurnsLeftOut(model.id(), turns);
        note(new TrailEvent.Trimmed(model.id(), turns));
    }

    /** The request goes out without so many turns; said once for all calls that are alike. */
    void sent(ModelProfile model, int turnsLeftOut) {
        var turns = new TrailEvent.TurnsLeftOut(model.id(), turnsLeftOut);
        if (turnsLeftOut > 0 && !turns.equals(lastTurns)) {
            lastTurns = turns;
            note(turns);
        }
    }

    /** The same model goes on with an answer that its length had cut. */
    void continued(ModelProfile model) {
        note(new TrailEvent.Continued(model.id()));
    }

    void step(AgentStep step) {
        if (teamSteps == MOST_TEAM_STEPS) {
            leftOut++;
            return;
        }
        teamSteps++;
        note(
                switch (step) {
                    case AgentStep.Routed _ -> teamStep("routed");
                    case AgentStep.SqlWritten _ -> teamStep("sql_written");
                    case AgentStep.SqlRepaired _ -> teamStep("sql_repaired");
                    case AgentStep.SqlRan(_, int rows, long millis) ->
                            new TrailEvent.TeamStep("sql_ran", rows, millis);
                    case AgentStep.ToolUsed _ -> teamStep("tool_used");
                    case AgentStep.Answering _ -> teamStep("answering");
                    case AgentStep.Unanswered _ -> teamStep("unanswered");
                });
    }

    private static TrailEvent teamStep(String step) {
        return new TrailEvent.TeamStep(step, null, null);
    }

    private void note(TrailEvent event) {
        if (noted.size() < MOST_NOTED) {
            noted.add(new TrailEntry(elapsedMillis(), event));
        } else {
            leftOut++;
        }
    }

    /** The whole trail of a query that has ended like this. */
    Trail stopped(Outcome outcome) {
        var all = new ArrayList<>(noted);
        long now = elapsedMillis();
        if (leftOut > 0) {
            all.add(new TrailEntry(now, new TrailEvent.LeftOut(leftOut)));
        }
        all.add(new TrailEntry(now, new TrailEvent.Stopped(outcome.wireName(), why(outcome))));
        return new Trail(all);
    }

    private static @Nullable String why(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(var cause, _) -> spoken(cause);
            case Outcome.Refused(var refusal) -> spoken(refusal);
            case Outcome.Answered _,
                    Outcome.AnsweredByFallback _,
                    Outcome.AnsweredOffline _,
                    // Its reason is for people; the outcome says that there was one.
                    Outcome.LimitReached _,
                    Outcome.QuotaSpent _,
                    Outcome.Cancelled _ ->
                    null;
        };
    }

    private static String spoken(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(ticker.nanos() - startedAt);
    }
}
