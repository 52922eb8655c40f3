package dev.understudy.data.evaluation;

import dev.understudy.data.offline.DataPlan;
import dev.understudy.data.offline.DataPlanner;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/** The planner: no model, no network. Its statements pass the guard like any other. */
public final class OfflineAnswerer implements Answerer {
    /** Judges a statement before it runs; empty when it may. */
    public interface Check {
        Optional<String> refused(String sql, EvaluationDatabase database);
    }

    private final Check check;

    public OfflineAnswerer(Check check) {
        this.check = check;
    }

    @Override
    public Answer answer(String question, LocalDate today, EvaluationDatabase database) {
        return switch (DataPlanner.plan(question, database.catalogue(), today)) {
            case DataPlan.Declined(var words, var reason) ->
                    new Answer.Declined(
                            words.isEmpty()
                                    ? reason
                                    : reason + ": " + String.join(", ", words));
            case DataPlan.Planned(var sql, _) -> run(sql, database);
        };
    }

    private Answer run(String sql, EvaluationDatabase database) {
        var refused = check.refused(sql, database);
        if (refused.isPresent()) {
            return new Answer.Failed(sql, "the guard refuses it: " + refused.get());
        }
        try {
            return new Answer.Rows(sql, database.rows(sql));
        } catch (SQLException e) {
            return new Answer.Failed(sql, String.valueOf(e.getMessage()));
        }
    }
}
