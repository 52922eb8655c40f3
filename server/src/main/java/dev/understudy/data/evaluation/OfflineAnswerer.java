package dev.understudy.data.evaluation;

import dev.understudy.data.offline.DataPlan;
import dev.understudy.data.offline.DataPlanner;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.SourceDownException;
import java.time.LocalDate;

/** The planner: no model, no network. Its statements pass the guard like any other. */
public final class OfflineAnswerer implements Answerer {
    @Override
    public Answer answer(String question, LocalDate today, DataSource source) {
        try {
            return switch (DataPlanner.plan(question, source.catalogue(), today)) {
                case DataPlan.Declined(var words, var reason) ->
                        new Answer.Declined(
                                words.isEmpty()
                                        ? reason
                                        : reason + ": " + String.join(", ", words));
                case DataPlan.Planned(var sql, _, _) -> GuardedStatement.run(sql, source);
            };
        } catch (SourceDownException e) {
            return new Answer.Failed("", String.valueOf(e.getMessage()));
        }
    }
}
