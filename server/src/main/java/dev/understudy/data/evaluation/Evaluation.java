package dev.understudy.data.evaluation;

import dev.understudy.data.evaluation.GoldenQuestion.Expected;
import dev.understudy.data.result.Cell;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.SourceDownException;
import dev.understudy.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Asks all questions of a set and judges the answers. */
public final class Evaluation {
    /** Rows and characters that are shown of a wrong result. */
    private static final int SHOWN_ROWS = 5;

    private static final int SHOWN_CHARS = 400;

    private final GoldenSet set;
    private final Answerer answerer;
    private final DataSource source;

    private Evaluation(GoldenSet set, Answerer answerer, DataSource source) {
        this.set = set;
        this.answerer = answerer;
        this.source = source;
    }

    /**
     * Opens the set's source, asks, and closes it. Blocks.
     *
     * @throws UnreadableSetException where the data or a reference of the set is wrong
     */
    public static SetResult of(GoldenSet set, Answerer answerer, Ticker ticker)
            throws UnreadableSetException {
        try (var source = set.open(ticker)) {
            source.catalogue();
            return new Evaluation(set, answerer, source).result();
        } catch (SourceDownException e) {
            throw new UnreadableSetException(
                    "the data of %s cannot be used: %s".formatted(set.name(), e.getMessage()));
        }
    }

    private SetResult result() throws UnreadableSetException {
        var verdicts = new ArrayList<Verdict>();
        for (var question : set.questions()) {
            verdicts.add(verdict(question));
        }
        return new SetResult(set.name(), verdicts);
    }

    private Verdict verdict(GoldenQuestion question) throws UnreadableSetException {
        return switch (answerer.answer(question.ask(), set.today(), source)) {
            case Answer.Declined(var reason) -> new Verdict.Declined(question, reason);
            case Answer.Failed(var sql, var reason) ->
                    new Verdict.Wrong(question, sql, "a statement that runs", reason);
            case Answer.Rows(var sql, var rows) ->
                    question.expected().isEmpty()
                            ? new Verdict.Wrong(question, sql, "no answer", shown(rows))
                            : compared(question, question.expected().get(), sql, rows);
        };
    }

    private Verdict compared(
            GoldenQuestion question, Expected reference, String sql, List<List<Cell>> rows)
            throws UnreadableSetException {
        var expected = rows(question, reference);
        return RowComparison.same(expected, rows, question.ordered(), question.tolerance())
                ? new Verdict.Right(question)
                : new Verdict.Wrong(question, sql, shown(expected), shown(rows));
    }

    private List<List<Cell>> rows(GoldenQuestion question, Expected reference)
            throws UnreadableSetException {
        return switch (reference) {
            case Expected.ByRows(var rows) -> rows;
            case Expected.BySql(var sql) ->
                    switch (GuardedStatement.run(sql, source)) {
                        case Answer.Rows(_, var rows) -> rows;
                        case Answer.Failed(_, var reason) -> throw wrong(question, reason);
                        case Answer.Declined(var reason) -> throw wrong(question, reason);
                    };
        };
    }

    private UnreadableSetException wrong(GoldenQuestion question, String reason) {
        return new UnreadableSetException(
                "%s, \"%s\": the reference does not run: %s"
                        .formatted(set.name(), question.ask(), reason));
    }

    private static String shown(List<List<Cell>> rows) {
        var text =
                rows.stream()
                        .limit(SHOWN_ROWS)
                        .map(row ->
                                row.stream().map(Cells::shown).collect(Collectors.joining(" | ")))
                        .collect(Collectors.joining("\n"));
        var cut = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + " …" : text;
        return "%s%n(%d rows)".formatted(cut, rows.size());
    }
}
