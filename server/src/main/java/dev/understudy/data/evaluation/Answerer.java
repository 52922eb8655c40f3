package dev.understudy.data.evaluation;

import java.time.LocalDate;

/** What is evaluated: the planner alone, or later a team with its model. */
public interface Answerer {
    /** Answers, over the database that the question is about. */
    Answer answer(String question, LocalDate today, EvaluationDatabase database);
}
