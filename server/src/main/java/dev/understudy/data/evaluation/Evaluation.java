package dev.understudy.data.evaluation;

import dev.understudy.data.evaluation.GoldenQuestion.Expected;
import dev.understudy.data.result.Cell;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Asks all questions of a set and judges the answers. */
public final class Evaluation {
    /** Rows and characters that are shown of a wrong result. */
    private static final int SHOWN_ROWS = 5;

    private static final int SHOWN_CHARS = 400;

    private Evaluation() {}

    /**
     * Makes the set's database, asks, and closes it.
     *
     * @throws UnreadableSetException where the database or a reference of the set is wrong
     */
    public static SetResult of(GoldenSet set, Answerer answerer) throws UnreadableSetException {
        try (var database = EvaluationDatabase.open(set)) {
            var verdicts = new ArrayList<Verdict>();
            for (var question : set.questions()) {
                verdicts.add(verdict(question, set, answerer, database));
            }
            return new SetResult(set.name(), verdicts);
        } catch (SQLException e) {
            throw new UnreadableSetException(
                    "the data of %s cannot be made: %s".formatted(set.name(), e.getMessage()));
        }
    }

    private static Verdict verdict(
            GoldenQuestion question,
            GoldenSet set,
            Answerer answerer,
            EvaluationDatabase database)
            throws UnreadableSetException {
        var answer = answerer.answer(question.ask(), set.today(), database);
        return switch (answer) {
            case Answer.Declined(var reason) -> new Verdict.Declined(question, reason);
            case Answer.Failed(var sql, var reason) ->
                    new Verdict.Wrong(question, sql, "a statement that runs", reason);
            case Answer.Rows(var sql, var rows) -> {
                if (question.expected().isEmpty()) {
                    yield new Verdict.Wrong(question, sql, "no answer", shown(rows));
                }
                var expected = expected(question, set, database);
                yield RowComparison.same(expected, rows, question.ordered(), question.tolerance())
                        ? new Verdict.Right(question)
                        : new Verdict.Wrong(question, sql, shown(expected), shown(rows));
            }
        };
    }

    /** The right rows of a question. */
    static List<List<Cell>> expected(
            GoldenQuestion question, GoldenSet set, EvaluationDatabase database)
            throws UnreadableSetException {
        return switch (question.expected().orElseThrow()) {
            case Expected.ByRows(var rows) -> rows;
            case Expected.BySql(var sql) -> {
                try {
                    yield database.rows(sql);
                } catch (SQLException e) {
                    throw new UnreadableSetException(
                            "%s, \"%s\": the reference does not run: %s"
                                    .formatted(set.name(), question.ask(), e.getMessage()));
                }
            }
        };
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
