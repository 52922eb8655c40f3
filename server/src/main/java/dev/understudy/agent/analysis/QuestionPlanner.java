package dev.understudy.agent.analysis;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.offline.DataPlan;
import java.time.LocalDate;

/** Plans a question without any model; {@code DataPlanner::plan}. Thread-safe. */
@FunctionalInterface
public interface QuestionPlanner {
    DataPlan plan(String question, Catalogue catalogue, LocalDate today);
}
