package dev.understudy.cli;

import dev.understudy.data.evaluation.Answerer;
import dev.understudy.data.source.DataSource;
import dev.understudy.execution.Outcome;
import dev.understudy.gateway.Answer;
import dev.understudy.gateway.AwaitedQuery;
import dev.understudy.gateway.EndListener;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.Route;
import dev.understudy.server.Parts;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The agents with the configured models, as an evaluation asks them: each question in a
 * conversation of its own, counted like any other query. What they answered without a model counts
 * as declined: it says nothing about the models.
 */
final class ModelAnswerer implements Answerer {
    private final Parts parts;

    ModelAnswerer(Parts parts) {
        this.parts = parts;
    }

    @Override
    public dev.understudy.data.evaluation.Answer answer(
            String question, LocalDate today, DataSource source) {
        var zone = parts.config().quota().calendar().zone();
        var clock = InstantSource.fixed(today.atTime(12, 0).atZone(zone).toInstant());
        var team = parts.agentsOver(source, clock);
        var id = UUID.randomUUID().toString();
        var request = parts.config().request(question);
        var query = new Query(id, Route.AGENTS, "eval", "eval-" + id, false, false, request);
        EndListener nobody = _ -> {};
        var asked =
                AwaitedQuery.begin(
                        parts.vertx(), it -> parts.gateway().start(query, team, it), nobody);
        try {
            return judged(asked.await());
        } catch (InterruptedException e) {
            asked.cancel();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the evaluation was stopped", e);
        }
    }

    private static dev.understudy.data.evaluation.Answer judged(Answer answer) {
        var findings = answer.findings();
        if (findings == null || answer.outcome() instanceof Outcome.AnsweredOffline) {
            return new dev.understudy.data.evaluation.Answer.Declined(answer.outcome().wireName());
        }
        return new dev.understudy.data.evaluation.Answer.Rows(
                findings.sql(), findings.table().rows());
    }
}
