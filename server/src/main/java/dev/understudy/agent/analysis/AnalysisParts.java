package dev.understudy.agent.analysis;

import dev.understudy.data.guard.ReadOnlyGuard;
import dev.understudy.data.offline.DataPlanner;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.DataSources;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What the team works with; the same for all queries.
 *
 * @param limits of each statement
 * @param zone where today is decided
 */
public record AnalysisParts(
        DataSources sources,
        SqlGuard guard,
        CatalogueView view,
        QuestionPlanner planner,
        ResultLimits limits,
        InstantSource clock,
        ZoneId zone) {
    /** The parts as they are served: the real guard, ranked catalogues, the planner's grammar. */
    public static AnalysisParts of(
            DataSources sources, ResultLimits limits, InstantSource clock, ZoneId zone) {
        return new AnalysisParts(
                sources,
                ReadOnlyGuard::check,
                new RankedView(),
                DataPlanner::plan,
                limits,
                clock,
                zone);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
