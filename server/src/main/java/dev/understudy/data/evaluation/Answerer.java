package dev.understudy.data.evaluation;

import dev.understudy.data.source.DataSource;
import java.time.LocalDate;

/** What is evaluated: the planner alone, or later a team with its model. */
public interface Answerer {
    /** Answers, from the source that the question is about. May block. */
    Answer answer(String question, LocalDate today, DataSource source);
}
