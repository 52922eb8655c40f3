package dev.understudy.agent.analysis;

import dev.understudy.data.offline.DataPlan;
import dev.understudy.data.result.MarkdownText;
import dev.understudy.gateway.StoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows found by the planner, without any model.
 *
 * @param understood what was computed, for the user to check
 */
record PlannedRows(FoundRows rows, String understood) {
    /** A plan, and the source that it is for. */
    record Understood(UsableSource source, DataPlan.Planned plan) {}

    /**
     * What the planner made of a question.
     *
     * @param understood one for each source on which it did
     * @param declined why, for each other source
     */
    record Plans(List<Understood> understood, List<DataPlan.Declined> declined) {
        static Plans of(String question, FoundSources sources, AnalysisParts parts) {
            var understood = new ArrayList<Understood>();
            var declined = new ArrayList<DataPlan.Declined>();
            for (var source : sources.usable()) {
                switch (parts.planner().plan(question, source.catalogue(), parts.today())) {
                    case DataPlan.Planned plan -> understood.add(new Understood(source, plan));
                    case DataPlan.Declined plan -> declined.add(plan);
                }
            }
            return new Plans(List.copyOf(understood), List.copyOf(declined));
        }
    }

    /**
     * Empty where the question is not understood on exactly one source, or its statement gives no
     * rows.
     */
    static Optional<PlannedRows> find(
            String question, FoundSources sources, AnalysisParts parts, Statements statements)
            throws StoppedException {
        var plans = Plans.of(question, sources, parts);
        if (plans.understood().size() != 1) {
            return Optional.empty();
        }
        var only = plans.understood().getFirst();
        return statements.run(only.plan().sql(), only.source())
                        instanceof Statements.Ended.Ran(var rows, var sql)
                ? Optional.of(
                        new PlannedRows(
                                new FoundRows(
                                        only.source().name(),
                                        sql,
                                        rows.table(),
                                        rows.took(),
                                        "",
                                        only.plan().chart()),
                                only.plan().understood()))
                : Optional.empty();
    }

    /** The answer. */
    AnswerText text(List<String> silent) {
        return AnswerText.of("Understood as: " + MarkdownText.escaped(understood), rows, silent)
                .with("No model was used.");
    }
}
