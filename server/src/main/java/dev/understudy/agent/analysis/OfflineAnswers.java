package dev.understudy.agent.analysis;

import dev.understudy.agent.AgentBudget;
import dev.understudy.agent.AgentLimits;
import dev.understudy.agent.OfflineAnswerer;
import dev.understudy.data.result.MarkdownText;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;
import dev.understudy.gateway.TeamCalls;
import java.util.Comparator;
import java.util.Optional;

/**
 * Answers questions about data without any model: what the planner understands to the last word, on
 * exactly one source. Thread-safe.
 */
public final class OfflineAnswers implements OfflineAnswerer {
    /** Its plan is its only one. */
    private static final AgentLimits ONE_STATEMENT = new AgentLimits(0, 0, 0, 1, 0, 0);

    private final AnalysisParts parts;

    public OfflineAnswers(AnalysisParts parts) {
        this.parts = parts;
    }

    @Override
    public Optional<TeamAnswer> answer(Query query, TeamCalls calls) throws StoppedException {
        var sources = FoundSources.among(parts.sources());
        var statements =
                new Statements(
                        parts.guard(),
                        parts.limits(),
                        new AgentBudget(ONE_STATEMENT),
                        calls::step,
                        calls.cancellation());
        var planned = PlannedRows.find(query.request().lastQuestion(), sources, parts, statements);
        if (planned.isEmpty()) {
            return Optional.empty();
        }
        planned.get().text(sources.silent()).sayTo(calls);
        return Optional.of(
                new TeamAnswer.Computed(DataAnalysisTeam.NAME, planned.get().rows().findings()));
    }

    /**
     * Why a question is not answered without a model: one sentence for people, which names the
     * words that were not understood. Of sources that cannot be asked the user is told otherwise.
     * May block.
     */
    @Override
    public Optional<String> declined(String question) {
        var sources = FoundSources.among(parts.sources());
        if (sources.usable().isEmpty()) {
            return Optional.empty();
        }
        var plans = PlannedRows.Plans.of(question, sources, parts);
        if (plans.understood().size() > 1) {
            return Optional.of("Several databases could answer this; say which one is meant.");
        }
        if (plans.understood().size() == 1) {
            return Optional.of(
                    "The question was understood, but the database %s gave no rows just now. Please ask again."
                            .formatted(
                                    MarkdownText.escaped(
                                            plans.understood().getFirst().source().name())));
        }
        // The source on which the least was not understood is the one that was probably meant.
        return plans.declined().stream()
                .min(Comparator.comparingInt(it -> it.words().size()))
                .map(it ->
                        it.words().isEmpty()
                                ? it.reason()
                                : "%s (not understood: %s)"
                                        .formatted(it.reason(), String.join(", ", it.words())))
                .map(MarkdownText::escaped);
    }
}
