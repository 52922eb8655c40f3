package dev.understudy.agent.analysis;

import dev.understudy.agent.AnsweringTeam;
import dev.understudy.agent.BudgetedCalls;
import dev.understudy.agent.LimitReachedException;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;

/**
 * Answers questions about data: a model writes the SQL, the guard judges it, the source runs it,
 * and the answer is made from the rows. Works with models that cannot call tools. Thread-safe.
 */
public final class DataAnalysisTeam implements AnsweringTeam {
    public static final String NAME = "Data Analysis Team";

    private final AnalysisParts parts;

    public DataAnalysisTeam(AnalysisParts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TeamAnswer answer(Query query, BudgetedCalls calls)
            throws LimitReachedException, NoModelException, StoppedException {
        return new Analysis(parts, query.request(), calls).answer();
    }
}
