package dev.understudy.agent;

import dev.understudy.agent.supervisor.Destination;
import dev.understudy.agent.supervisor.Supervisor;
import dev.understudy.execution.Outcome;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.Team;
import dev.understudy.gateway.TeamAnswer;
import dev.understudy.gateway.TeamCalls;
import java.util.List;

/**
 * What stands behind {@code autogen-agents}: the supervisor chooses a team, the team answers, and
 * where no model does, what can be computed without one is. Thread-safe.
 */
public final class AgentTeam implements Team {
    private final AgentLimits limits;
    private final Supervisor supervisor;
    private final AnsweringTeam data;
    private final AnsweringTeam general;
    private final List<OfflineAnswerer> offline;

    /**
     * @param offline what is tried when no model answers, in order; empty when that is switched off
     */
    public AgentTeam(
            AgentLimits limits,
            Supervisor supervisor,
            AnsweringTeam data,
            AnsweringTeam general,
            List<OfflineAnswerer> offline) {
        this.limits = limits;
        this.supervisor = supervisor;
        this.data = data;
        this.general = general;
        this.offline = List.copyOf(offline);
    }

    @Override
    public TeamAnswer answer(Query query, TeamCalls calls)
            throws NoModelException, StoppedException {
        return new Work(query, calls).answer();
    }

    /** One query. */
    private final class Work {
        private final Query query;
        private final TeamCalls calls;
        private final BudgetedCalls budgeted;
        private boolean routed;
        private boolean notAskedTold;

        Work(Query query, TeamCalls calls) {
            this.query = query;
            this.calls = calls;
            this.budgeted = new BudgetedCalls(calls, new AgentBudget(limits));
        }

        TeamAnswer answer() throws NoModelException, StoppedException {
            try {
                return team(supervisor.choose(query.request(), budgeted));
            } catch (NoModelException gaveUp) {
                return withoutModel(gaveUp);
            } catch (LimitReachedException _) {
                throw new IllegalStateException("the supervisor's call is the first of its query");
            }
        }

        private TeamAnswer team(Destination destination) throws NoModelException, StoppedException {
            var team =
                    switch (destination) {
                        case DATA -> data;
                        case GENERAL -> general;
                    };
            tellRouting(team.name());
            if (destination == Destination.GENERAL) {
                tellNotAsked();
            }
            try {
                return team.answer(query, budgeted);
            } catch (LimitReachedException limit) {
                var reason = limit.exhausted().reason();
                calls.say((budgeted.begun() ? "\n\n" : "") + reason);
                return new TeamAnswer.Limited(team.name(), null, reason);
            }
        }

        private NoModelException declined(NoModelException gaveUp) {
            return offline.stream()
                    .flatMap(it -> it.declined(query.request().lastQuestion()).stream())
                    .findFirst()
                    .map(gaveUp::declined)
                    .orElse(gaveUp);
        }

        private void tellRouting(String team) throws StoppedException {
            if (!routed) {
                routed = true;
                calls.step(new AgentStep.Routed(team));
            }
        }

        /** Once; the data team's own answers say it in their text. */
        private void tellNotAsked() throws StoppedException {
            var sources = notAskedTold ? List.<String>of() : supervisor.notAsked(query.request());
            if (!sources.isEmpty()) {
                notAskedTold = true;
                calls.notAsked(sources);
            }
        }

        /** A quota that is spent is told as such: it is the operator's wish. */
        private TeamAnswer withoutModel(NoModelException gaveUp)
                throws NoModelException, StoppedException {
            if (!(gaveUp.outcome() instanceof Outcome.Failed) || budgeted.begun()) {
                throw gaveUp;
            }
            for (var answerer : offline) {
                var held = new HeldCalls(calls, gaveUp);
                var answer = answerer.answer(query, held);
                if (answer.isPresent()) {
                    tellRouting(answer.get().team());
                    held.release();
                    return answer.get();
                }
            }
            tellNotAsked();
            throw declined(gaveUp);
        }
    }
}
