package dev.understudy.data.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Cancellation;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import dev.understudy.settings.Addresses;
import dev.understudy.time.SystemTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A real SQL Server, for who has one: {@code -Dmssql.url=sqlserver://USER:PASSWORD@HOST/DATABASE},
 * with a login that can only read. Changes nothing.
 */
@EnabledIfSystemProperty(
        named = "mssql.url",
        matches = ".+",
        disabledReason =
                "needs a real SQL Server: -Dmssql.url=sqlserver://USER:PASSWORD@HOST/DATABASE")
class RealSqlServerTest {
    private static final ResultLimits LIMITS =
            new ResultLimits(100, 100_000, 1_000, Duration.ofSeconds(2));

    private JdbcSource source;

    @BeforeEach
    void open() {
        source =
                JdbcSource.open(
                        new JdbcOptions(
                                "real",
                                Addresses.of(System.getProperty("mssql.url")),
                                List.of(),
                                false,
                                Duration.ofSeconds(1)),
                        SystemTime.ticker());
    }

    @AfterEach
    void close() {
        source.close();
    }

    private StatementResult run(String sql) {
        return source.runRaw(sql, LIMITS, new Cancellation());
    }

    @Test
    void itsLoginOnlyReads() {
        assertThat(source.state()).isEqualTo(new SourceState.Usable());
    }

    @Test
    void itsCatalogueIsRead() throws Exception {
        var catalogue = source.catalogue();

        assertThat(catalogue.defaultSchema()).isNotEmpty();
        assertThat(catalogue.tables()).allSatisfy(it -> assertThat(it.columns()).isNotEmpty());
    }

    @Test
    void itsErrorsAreRead() {
        assertThat(run("SELECT TOP 1 nosuch FROM sys.objects"))
                .isInstanceOfSatisfying(
                        StatementResult.Failed.class,
                        it ->
                                assertThat(it.failure())
                                        .isInstanceOf(StatementFailure.UnknownColumn.class));
        assertThat(run("SELECT TOP 1 name FROM sys.objects"))
                .isInstanceOf(StatementResult.Rows.class);
    }

    @Test
    void aSlowStatementIsStopped() {
        assertThat(run("WAITFOR DELAY '00:01:00'; SELECT 1"))
                .isEqualTo(new StatementResult.Failed(new StatementFailure.TooSlow(LIMITS.time())));
    }
}
