package dev.understudy.data.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Cancellation;
import dev.understudy.data.Dialect;
import dev.understudy.data.guard.GuardVerdict;
import dev.understudy.data.guard.ReadOnlyGuard;
import dev.understudy.data.guard.StatementCorpus;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The guard's corpora on a real SQL Server, run only where one is named: see {@link RealShop} for
 * how. It shows what the fake cannot: that the statements are Transact-SQL, and what permissions
 * and rollback are worth.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealSqlServerTest {
    private static final ResultLimits LIMITS =
            new ResultLimits(100, 100_000, 1_000, Duration.ofSeconds(10));

    /** Attacks that only take time are not waited for. */
    private static final ResultLimits SHORT =
            new ResultLimits(100, 100_000, 1_000, Duration.ofMillis(300));

    private RealShop shop;
    private JdbcSource source;

    @BeforeAll
    void open() throws Exception {
        shop = RealShop.open();
        source = shop.source();
    }

    @AfterAll
    void close() throws Exception {
        if (source != null) {
            source.close();
        }
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void aLoginThatMayOnlyReadIsUsableAndTheCatalogueIsItsSchema() throws Exception {
        assertThat(source.state()).isEqualTo(new SourceState.Usable());
        assertThat(source.catalogue().tables().stream().map(it -> it.name().name()))
                .containsExactly("customers", "employees", "order_items", "orders", "products");
        assertThat(source.catalogue().named("orders").getFirst().foreignKeys()).hasSize(2);
    }

    @Test
    void nearlyAllQuestionsGiveRows() throws Exception {
        var questions = StatementCorpus.legitimate(Dialect.SQLSERVER);
        var failed = new ArrayList<String>();
        for (var question : questions) {
            var verdict = ReadOnlyGuard.check(shop.here(question.sql()), source.catalogue());
            var ran =
                    switch (verdict) {
                        case GuardVerdict.Refused refused -> refused.toString();
                        case GuardVerdict.Allowed(var readOnly) ->
                                source.run(readOnly, LIMITS, new Cancellation()).toString();
                    };
            if (!ran.startsWith("Rows[")) {
                failed.add(question.name() + ": " + ran);
            }
        }
        assertThat(failed).hasSizeLessThanOrEqualTo(questions.size() / 20);
    }

    @Test
    void noAttackPassesTheGuard() throws Exception {
        var passed = new ArrayList<String>();
        for (var attack : StatementCorpus.attacks(Dialect.SQLSERVER)) {
            if (ReadOnlyGuard.check(shop.here(attack.sql()), source.catalogue())
                    instanceof GuardVerdict.Allowed) {
                passed.add(attack.name());
            }
        }
        assertThat(passed).isEmpty();
    }

    @Test
    void withoutTheGuardTheLoginsRightsAndTheRollbackStopEveryAttack() throws Exception {
        var before = shop.fingerprint();
        for (var attack : StatementCorpus.attacks(Dialect.SQLSERVER)) {
            source.runRaw(shop.here(attack.sql()), SHORT, new Cancellation());
            assertThat(shop.fingerprint()).as(attack.name()).isEqualTo(before);
        }
    }

    @Test
    void aStatementThatTakesTooLongIsStoppedInTheDatabase() throws Exception {
        assertThat(source.runRaw("WAITFOR DELAY '01:00:00'", SHORT, new Cancellation()))
                .isEqualTo(new StatementResult.Failed(new StatementFailure.TooSlow(SHORT.time())));
        assertThat(shop.running()).noneMatch(it -> it.contains("WAITFOR"));
    }
}
