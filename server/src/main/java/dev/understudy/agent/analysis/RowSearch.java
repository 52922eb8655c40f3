package dev.understudy.agent.analysis;

import dev.understudy.agent.BudgetedCalls;
import dev.understudy.agent.LimitReachedException;
import dev.understudy.chat.ChatRequest;
import dev.understudy.data.guard.GuardRule;
import dev.understudy.data.result.MarkdownText;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.StoppedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a model write statements until one gives its rows: plan, guard, run, repair. It ends when
 * the repairs are used up, when the same error comes twice in a row, or when the same statement is
 * written again. For one query's thread.
 */
final class RowSearch {
    private static final int MOST_WHY_CHARS = 300;

    /** What came of one plan. */
    private sealed interface Step {
        record Ends(Search search) implements Step {}

        record Repairs(FailedTry failed) implements Step {}
    }

    private final AnalysisParts parts;
    private final BudgetedCalls calls;
    private final ChatRequest asked;
    private final Statements statements;
    private FoundSources sources;

    /** The rows of a statement that found nothing, while it is looked whether another one would. */
    private @Nullable FoundRows nothing;

    private boolean reread;

    RowSearch(
            AnalysisParts parts,
            BudgetedCalls calls,
            ChatRequest asked,
            Statements statements,
            FoundSources sources) {
        this.parts = parts;
        this.calls = calls;
        this.asked = asked;
        this.statements = statements;
        this.sources = sources;
    }

    /** The sources with their catalogues as last read. */
    FoundSources sources() {
        return sources;
    }

    Search search() throws LimitReachedException, NoModelException, StoppedException {
        try {
            return repaired();
        } catch (LimitReachedException | NoModelException noMore) {
            if (nothing != null) {
                return new Search.Found(nothing);
            }
            throw noMore;
        }
    }

    private Search repaired() throws LimitReachedException, NoModelException, StoppedException {
        Optional<FailedTry> before = Optional.empty();
        for (int repairs = 0; ; repairs++) {
            switch (tried(before)) {
                case Step.Ends(var search) -> {
                    return search;
                }
                case Step.Repairs(var failed) -> {
                    var end = endOfRepairs(repairs, before, failed);
                    if (end.isPresent()) {
                        return end.get();
                    }
                    calls.step(new AgentStep.SqlRepaired(forPeople(failed.repair())));
                    before = Optional.of(failed);
                }
            }
        }
    }

    /** The database's message can hold data, which must not become active where it is shown. */
    private static String forPeople(Repair repair) {
        var why = repair.why();
        return MarkdownText.escaped(
                why.length() <= MOST_WHY_CHARS ? why : why.substring(0, MOST_WHY_CHARS) + "…");
    }

    private Optional<Search> endOfRepairs(
            int repairs, Optional<FailedTry> before, FailedTry failed) {
        boolean same =
                before.filter(it -> it.repair().signature().equals(failed.repair().signature()))
                        .isPresent();
        if (same) {
            return Optional.of(gaveUp("The same error came twice in a row.", Optional.of(failed)));
        }
        int most = calls.budget().repairs();
        return repairs < most
                ? Optional.empty()
                : Optional.of(
                        gaveUp(
                                "It was tried %d %s (AGENT_RETRY_ATTEMPTS allows %d repairs)."
                                        .formatted(most + 1, most == 0 ? "time" : "times", most),
                                Optional.of(failed)));
    }

    /** Rows of a statement that found nothing are better than none. */
    private Search gaveUp(String reason, Optional<FailedTry> last) {
        return nothing == null ? new Search.GaveUp(reason, last) : new Search.Found(nothing);
    }

    private Step tried(Optional<FailedTry> before)
            throws LimitReachedException, NoModelException, StoppedException {
        var request = PlanRequests.of(asked, sources, parts.view(), parts.today(), before);
        var reply = calls.ask(request).text();
        return switch (PlanReader.read(reply)) {
            case Plan.Unreadable plan ->
                    new Step.Repairs(new FailedTry(reply, "", Repairs.unreadable(plan)));
            case Plan.Clarify(var question) ->
                    new Step.Ends(new Search.Said(MarkdownText.prose(question)));
            case Plan.NotData(var reason) -> new Step.Ends(new Search.Said(notData(reason)));
            case Plan.Sql plan -> run(plan, reply, before);
        };
    }

    private static String notData(String reason) {
        return ("The data that I can reach does not answer this. " + MarkdownText.prose(reason))
                .strip();
    }

    private Step run(Plan.Sql plan, String reply, Optional<FailedTry> before)
            throws StoppedException {
        var source = sources.named(plan.source());
        return ended(plan, reply, before, source, statements.run(plan.sql(), source));
    }

    private Step ended(
            Plan.Sql plan,
            String reply,
            Optional<FailedTry> before,
            UsableSource source,
            Statements.Ended ended)
            throws StoppedException {
        return switch (ended) {
            case Statements.Ended.Ran ran -> found(plan, reply, source, ran);
            case Statements.Ended.Refused(var verdict) -> {
                rereadFor(source, verdict.rule() == GuardRule.UNKNOWN_TABLE);
                var fresh = sources.named(source.name());
                if (!fresh.catalogue().equals(source.catalogue())) {
                    yield ended(plan, reply, before, fresh, statements.judged(plan.sql(), fresh));
                }
                yield new Step.Repairs(new FailedTry(reply, plan.sql(), Repairs.refused(verdict)));
            }
            case Statements.Ended.Failed(var failure) -> failed(plan, reply, source, failure);
            case Statements.Ended.Repeated _ ->
                    new Step.Ends(gaveUp("The same statement was written again.", before));
            case Statements.Ended.OverBudget(var exhausted) ->
                    new Step.Ends(gaveUp(exhausted.reason(), before));
        };
    }

    private Step failed(
            Plan.Sql plan, String reply, UsableSource source, StatementFailure failure) {
        rereadFor(
                source,
                failure instanceof StatementFailure.UnknownTable
                        || failure instanceof StatementFailure.UnknownColumn);
        return Repairs.failed(failure, plan.sql(), sources.named(source.name()).catalogue())
                .<Step>map(it -> new Step.Repairs(new FailedTry(reply, plan.sql(), it)))
                .orElseGet(() ->
                        new Step.Ends(
                                gaveUp(
                                        "%s cannot be asked at the moment."
                                                .formatted(source.name()),
                                        Optional.empty())));
    }

    /** The schema may have changed since it was read; once for each query is enough. */
    private void rereadFor(UsableSource source, boolean unknownName) {
        if (unknownName && !reread) {
            reread = true;
            sources = sources.reread(source);
        }
    }

    private Step found(Plan.Sql plan, String reply, UsableSource source, Statements.Ended.Ran ran) {
        var rows =
                new FoundRows(
                        source.name(),
                        ran.sql(),
                        ran.rows().table(),
                        ran.rows().took(),
                        plan.assumption(),
                        plan.chart());
        if (nothing != null || !rows.suspicious()) {
            return new Step.Ends(new Search.Found(rows));
        }
        var unknown = FilterValues.in(ran.sql(), UsedTables.of(ran.sql(), source.catalogue()));
        if (unknown.isEmpty()) {
            return new Step.Ends(new Search.Found(rows));
        }
        nothing = rows;
        return new Step.Repairs(new FailedTry(reply, plan.sql(), Repairs.noSuchValues(unknown)));
    }
}
