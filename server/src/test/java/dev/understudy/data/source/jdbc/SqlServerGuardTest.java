package dev.understudy.data.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Cancellation;
import dev.understudy.data.Dialect;
import dev.understudy.data.guard.GuardVerdict;
import dev.understudy.data.guard.ReadOnlyGuard;
import dev.understudy.data.guard.StatementCorpus;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The guard's corpora for SQL Server up to the wire of the fake: no attack gets there, and nearly
 * all questions do. What the database would do with them, only a real one can show.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SqlServerGuardTest {
    /**
     * At least so many questions give rows; 123 of 167 when this was written. H2 has no DATEPART,
     * FORMAT, IIF, CROSS APPLY, ROLLUP and the like.
     */
    private static final int RUN_ON_H2 = 120;

    private FakeShop shop;
    private JdbcSource source;

    @BeforeEach
    void open() throws Exception {
        shop = new FakeShop();
        source = shop.source();
        source.catalogue();
        shop.server.forgetReceived();
    }

    @AfterEach
    void close() throws Exception {
        source.close();
        shop.close();
    }

    @Test
    void noAttackReachesTheWire() throws Exception {
        var attacks = StatementCorpus.attacks(Dialect.SQLSERVER);
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(150);
        for (var attack : attacks) {
            guarded(attack.sql());
        }
        assertThat(shop.statementsOnTheWire()).isEmpty();
    }

    @Test
    void nearlyAllQuestionsPassAndThoseThatH2CanRunGiveRows() throws Exception {
        var questions = StatementCorpus.legitimate(Dialect.SQLSERVER);
        List<StatementResult> results = new ArrayList<>();
        for (var question : questions) {
            results.addAll(guarded(question.sql()));
        }
        assertThat(questions).hasSizeGreaterThanOrEqualTo(100);
        assertThat(results).hasSizeGreaterThanOrEqualTo(questions.size() * 95 / 100);
        var failures =
                results.stream()
                        .filter(StatementResult.Failed.class::isInstance)
                        .map(it -> ((StatementResult.Failed) it).failure())
                        .toList();
        assertThat(results.size() - failures.size()).isGreaterThanOrEqualTo(RUN_ON_H2);
        assertThat(failures).allMatch(SqlServerGuardTest::unknownToH2);
        assertThat(source.state()).isEqualTo(new SourceState.Usable());
    }

    private static boolean unknownToH2(StatementFailure failure) {
        return switch (failure) {
            case StatementFailure.Syntax _,
                    StatementFailure.UnknownFunction _,
                    StatementFailure.UnknownTable _,
                    StatementFailure.WrongType _ ->
                    true;
            case StatementFailure.UnknownColumn _,
                    StatementFailure.TooSlow _,
                    StatementFailure.Denied _,
                    StatementFailure.SourceDown _,
                    StatementFailure.Cancelled _,
                    StatementFailure.Other _ ->
                    false;
        };
    }

    /** What became of a statement; empty where the guard refused it. */
    private List<StatementResult> guarded(String sql) throws Exception {
        return switch (ReadOnlyGuard.check(sql, source.catalogue())) {
            case GuardVerdict.Refused _ -> List.of();
            case GuardVerdict.Allowed(var readOnly) ->
                    List.of(source.run(readOnly, FakeShop.LIMITS, new Cancellation()));
        };
    }
}
