package dev.understudy.data.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.guard.GuardVerdict;
import dev.understudy.data.guard.ReadOnlyGuard;
import dev.understudy.data.offline.DataPlan;
import dev.understudy.data.offline.DataPlanner;
import dev.understudy.time.SystemTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The questions that come with the program, asked of the planner. */
class GoldenSetsTest {
    private static List<GoldenSet> sets = List.of();
    private static final List<SetResult> RESULTS = new ArrayList<>();

    @BeforeAll
    static void askAll() throws UnreadableSetException {
        sets = GoldenFile.own();
        for (var set : sets) {
            RESULTS.add(Evaluation.of(set, new OfflineAnswerer(), SystemTime.ticker()));
        }
    }

    @Test
    void noQuestionIsAnsweredWrongly() {
        var wrong =
                RESULTS.stream()
                        .flatMap(it -> it.verdicts().stream())
                        .filter(it -> it instanceof Verdict.Wrong)
                        .toList();
        assertThat(wrong).isEmpty();
    }

    @Test
    void enoughQuestionsAreAnsweredRightlyOfEachSource() {
        for (var result : RESULTS) {
            assertThat(SetResult.passed(List.of(result))).as(result.name()).isTrue();
        }
    }

    @Test
    void thereAreEnoughQuestionsAndEnoughThatMustNotBeAnswered() {
        var all = sets.stream().mapToInt(it -> it.questions().size()).sum();
        var declinable = RESULTS.stream().mapToLong(SetResult::declinable).sum();
        assertThat(all).isGreaterThanOrEqualTo(120);
        assertThat(100 * declinable).isGreaterThanOrEqualTo(15L * all);
        assertThat(sets.stream().map(GoldenSet::setup).distinct().count())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void noQuestionIsAskedTwiceOfOneSource() {
        for (var set : sets) {
            assertThat(set.questions().stream().map(GoldenQuestion::ask))
                    .as(set.name())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void theGuardLetsThroughWhatIsPlannedInEachDialect() throws Exception {
        for (var set : sets) {
            Catalogue own;
            try (var source = set.open(SystemTime.ticker())) {
                own = source.catalogue();
            }
            for (var dialect : Dialect.values()) {
                var catalogue = new Catalogue(own.source(), dialect, "", own.tables());
                for (var question : set.questions()) {
                    var plan = DataPlanner.plan(question.ask(), catalogue, set.today());
                    if (plan instanceof DataPlan.Planned(var sql, _, _)) {
                        assertThat(ReadOnlyGuard.check(sql, catalogue))
                                .as("%s, %s: %s", dialect, question.ask(), sql)
                                .isInstanceOf(GuardVerdict.Allowed.class);
                    }
                }
            }
        }
    }
}
