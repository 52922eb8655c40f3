package dev.understudy.agent.analysis;

import dev.understudy.agent.BudgetedCalls;
import dev.understudy.agent.LimitReachedException;
import dev.understudy.chat.ChatRequest;
import dev.understudy.data.result.MarkdownText;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;
import java.util.List;
import java.util.Optional;

/** The team's work on one query. For its thread. */
final class Analysis {
    private final AnalysisParts parts;
    private final ChatRequest asked;
    private final BudgetedCalls calls;

    Analysis(AnalysisParts parts, ChatRequest asked, BudgetedCalls calls) {
        this.parts = parts;
        this.asked = asked;
        this.calls = calls;
    }

    TeamAnswer answer() throws LimitReachedException, NoModelException, StoppedException {
        var sources = FoundSources.among(parts.sources());
        if (sources.usable().isEmpty()) {
            calls.step(new AgentStep.Unanswered());
            calls.say(noSource(sources));
            return new TeamAnswer.Limited(
                    DataAnalysisTeam.NAME, null, "No database can be asked at the moment.");
        }
        var statements =
                new Statements(
                        parts.guard(),
                        parts.limits(),
                        calls.budget(),
                        calls::step,
                        calls.cancellation());
        var rowSearch = new RowSearch(parts, calls, asked, statements, sources);
        try {
            return switch (rowSearch.search()) {
                case Search.Found(var rows) -> shown(rows, sources);
                case Search.Said(var text) -> said(text, sources);
                case Search.GaveUp gaveUp -> gaveUp(gaveUp, rowSearch.sources(), statements);
            };
        } catch (LimitReachedException limit) {
            return planned(rowSearch.sources(), statements).orElseThrow(() -> limit);
        }
    }

    private static String noSource(FoundSources sources) {
        return sources.silent().isEmpty()
                ? "There is no database to ask: no source is configured (DATA_URL, DATA_FILES or"
                        + " SAMPLE_DATA)."
                : "No database can be asked at the moment.\n\n"
                        + AnswerText.silent(sources.silent());
    }

    private TeamAnswer said(String text, FoundSources sources) throws StoppedException {
        calls.say(
                sources.silent().isEmpty()
                        ? text
                        : text + "\n\n" + AnswerText.silent(sources.silent()));
        return new TeamAnswer.ByModel(DataAnalysisTeam.NAME, null);
    }

    private TeamAnswer shown(FoundRows rows, FoundSources sources) throws StoppedException {
        // Of no rows there is nothing to say, and a model would.
        var prose =
                rows.empty()
                        ? new Prose.Checked("")
                        : new ProseWriter(calls, asked, parts.today()).write(rows);
        return switch (prose) {
            case Prose.Checked(var text) -> {
                AnswerText.of(MarkdownText.prose(text), rows, sources.silent()).sayTo(calls);
                yield new TeamAnswer.ByModel(DataAnalysisTeam.NAME, rows.findings());
            }
            case Prose.LeftOut(var reason) -> {
                AnswerText.of("_" + reason + "_", rows, sources.silent()).sayTo(calls);
                yield new TeamAnswer.ByModel(DataAnalysisTeam.NAME, rows.findings());
            }
            case Prose.Unaffordable(var reason) -> {
                AnswerText.of("There is no summary. " + reason, rows, sources.silent())
                        .sayTo(calls);
                yield new TeamAnswer.Limited(DataAnalysisTeam.NAME, rows.findings(), reason);
            }
        };
    }

    private TeamAnswer gaveUp(Search.GaveUp gaveUp, FoundSources sources, Statements statements)
            throws StoppedException {
        var planned = planned(sources, statements);
        if (planned.isPresent()) {
            return planned.get();
        }
        calls.step(new AgentStep.Unanswered());
        var lost = sources.lost();
        // Where the database went away, what a model wrote meanwhile is not why there is no answer.
        var reason = lost.isEmpty() ? gaveUp.reason() : away(lost);
        var last = lost.isEmpty() ? gaveUp.last() : Optional.<FailedTry>empty();
        calls.say(unanswered(reason, last, sources.silent()));
        return new TeamAnswer.Limited(DataAnalysisTeam.NAME, null, reason);
    }

    private static String away(List<String> lost) {
        return "%s cannot be asked at the moment.".formatted(String.join(", ", lost));
    }

    private static String unanswered(
            String reason, Optional<FailedTry> failed, List<String> silent) {
        var text = new StringBuilder("I could not get this from the data. ").append(reason);
        failed.ifPresent(last -> {
            text.append("\n\n**Last error:** ").append(MarkdownText.escaped(last.repair().why()));
            if (!last.sql().isEmpty()) {
                text.append("\n\n").append(MarkdownText.fenced("sql", last.sql()));
            }
        });
        if (!silent.isEmpty()) {
            text.append("\n\n").append(AnswerText.silent(silent));
        }
        return text.toString();
    }

    /** What no model managed may still be computed without one. */
    private Optional<TeamAnswer> planned(FoundSources sources, Statements statements)
            throws StoppedException {
        var planned = PlannedRows.find(asked.lastQuestion(), sources, parts, statements);
        if (planned.isEmpty()) {
            return Optional.empty();
        }
        planned.get().text(sources.silent()).sayTo(calls);
        return Optional.of(
                new TeamAnswer.Computed(DataAnalysisTeam.NAME, planned.get().rows().findings()));
    }
}
