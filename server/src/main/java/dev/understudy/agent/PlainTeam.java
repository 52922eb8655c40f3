package dev.understudy.agent;

import dev.understudy.data.offline.ArithmeticPlanner;
import dev.understudy.data.offline.PlannerAnswer;
import dev.understudy.execution.Outcome;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.Team;
import dev.understudy.gateway.TeamAnswer;
import dev.understudy.gateway.TeamCalls;

/** One model's own words, and arithmetic where no model answers. Thread-safe. */
public final class PlainTeam implements Team {
    private static final String NAME = "General Assistant Team";

    private final boolean offlineAnswers;

    public PlainTeam(boolean offlineAnswers) {
        this.offlineAnswers = offlineAnswers;
    }

    @Override
    public TeamAnswer answer(Query query, TeamCalls calls)
            throws NoModelException, StoppedException {
        try {
            calls.show(query.request());
            return new TeamAnswer.ByModel(NAME, null);
        } catch (NoModelException e) {
            if (offlineAnswers
                    && e.outcome() instanceof Outcome.Failed
                    && ArithmeticPlanner.answer(query.request().lastQuestion())
                            instanceof PlannerAnswer.Answered(var computed)) {
                calls.say(computed + "\n\n(Computed exactly; no model was used.)");
                return new TeamAnswer.Computed(NAME, null);
            }
            throw e;
        }
    }
}
