package dev.understudy.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Cancellation;
import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.result.ResultTable;
import dev.understudy.data.result.ResultTable.Truncation;
import dev.understudy.time.SystemTime;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runner over a driver written in Java (H2), on the callers' own threads. */
@Timeout(120)
class StatementRunnerTest {
    private static final ResultLimits LIMITS =
            new ResultLimits(1000, 1 << 20, 1000, Duration.ofSeconds(60));

    private static final String ENDLESS =
            "SELECT count(*) FROM system_range(1, 1000000000) a, system_range(1, 1000000000) b"
                    + " WHERE a.x + b.x = 1";

    private final StatementRunner runner =
            new StatementRunner(
                    2,
                    SystemTime.ticker(),
                    problem -> new StatementFailure.Other(String.valueOf(problem.getMessage())),
                    Runnable::run);

    @AfterEach
    void close() {
        runner.close();
    }

    private static Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:");
    }

    private StatementResult run(String sql, ResultLimits limits) {
        return runner.run(StatementRunnerTest::open, sql, limits, new Cancellation());
    }

    private ResultTable rows(String sql, ResultLimits limits) {
        return switch (run(sql, limits)) {
            case StatementResult.Rows(ResultTable table, Duration took) -> table;
            case StatementResult.Failed(StatementFailure failure) ->
                    throw new AssertionError(sql + ": " + failure);
        };
    }

    @Test
    void theLimitsHoldForAnyDriver() {
        String many = "SELECT x, repeat('y', 50) FROM system_range(1, 1000000)";
        var rows = rows(many, new ResultLimits(10, 1 << 20, 20, Duration.ofSeconds(60)));
        assertThat(rows.truncation()).isEqualTo(Truncation.ROWS);
        assertThat(rows.rows()).hasSize(10);
        assertThat(rows.rows().getFirst())
                .containsExactly(
                        new Cell.Numeric(BigDecimal.ONE), new Cell.Text("y".repeat(20), true));
        var bytes = rows(many, new ResultLimits(1000, 500, 1000, Duration.ofSeconds(60)));
        assertThat(bytes.truncation()).isEqualTo(Truncation.BYTES);
        assertThat(bytes.rows()).hasSize(9);
    }

    @Test
    void eachStandardTypeBecomesItsCell() {
        record Case(String sql, Cell cell) {}
        for (Case it :
                List.of(
                        new Case("CAST(NULL AS DATE)", new Cell.Missing()),
                        new Case("TRUE", new Cell.Bool(true)),
                        new Case("CAST(1.50 AS NUMERIC(9, 2))", number("1.50")),
                        new Case("CAST(7 AS BIGINT)", number("7")),
                        new Case("CAST(0.1 AS DOUBLE PRECISION)", number("0.1")),
                        new Case("DATE '2025-12-31'", new Cell.Date(LocalDate.of(2025, 12, 31))),
                        new Case("TIME '10:11:12'", new Cell.Time(LocalTime.of(10, 11, 12))),
                        new Case(
                                "TIMESTAMP '2025-03-30 02:30:00'",
                                new Cell.Timestamp(LocalDateTime.parse("2025-03-30T02:30:00"))),
                        new Case(
                                "TIMESTAMP WITH TIME ZONE '2025-01-01 00:30:00+02'",
                                new Cell.Timestamp(LocalDateTime.parse("2024-12-31T22:30:00"))),
                        new Case("CAST('x' AS CLOB)", new Cell.Text("x", false)),
                        new Case("X'010203'", new Cell.Text("<3 bytes>", false)),
                        new Case("CAST(X'0102' AS BLOB)", new Cell.Text("<2 bytes>", false)),
                        new Case(
                                "CAST('00000000-0000-0000-0000-000000000001' AS UUID)",
                                new Cell.Text("00000000-0000-0000-0000-000000000001", false)))) {
            assertThat(rows("SELECT " + it.sql(), LIMITS).rows().getFirst())
                    .as(it.sql())
                    .containsExactly(it.cell());
        }
    }

    private static Cell number(String digits) {
        return new Cell.Numeric(new BigDecimal(digits));
    }

    @Test
    void itIsStoppedWhenItsTimeIsOver() {
        var time = Duration.ofMillis(100);
        assertThat(run(ENDLESS, new ResultLimits(1, 100, 100, time)))
                .isEqualTo(new StatementResult.Failed(new StatementFailure.TooSlow(time)));
    }

    @Test
    void itIsStoppedWhenItIsCancelledWhileItRunsOrWaits() throws Exception {
        var cancellation = new Cancellation();
        var connected = new CountDownLatch(2);
        Connections counting =
                () -> {
                    connected.countDown();
                    return open();
                };
        var results =
                List.of(
                        new CompletableFuture<StatementResult>(),
                        new CompletableFuture<StatementResult>(),
                        new CompletableFuture<StatementResult>());
        for (var result : results) {
            Thread.startVirtualThread(
                    () -> result.complete(runner.run(counting, ENDLESS, LIMITS, cancellation)));
        }
        connected.await();
        cancellation.cancel();
        for (var result : results) {
            assertThat(result.get())
                    .isEqualTo(new StatementResult.Failed(new StatementFailure.Cancelled()));
        }
        assertThat(rows("SELECT 1", LIMITS).rows()).hasSize(1);
    }

    @Test
    void whatIsDownIsSaidAndTheTurnIsGivenBack() {
        Connections down =
                () -> {
                    throw new SourceDownException("no answer");
                };
        for (int i = 0; i < 5; i++) {
            assertThat(runner.run(down, "SELECT 1", LIMITS, new Cancellation()))
                    .isEqualTo(
                            new StatementResult.Failed(
                                    new StatementFailure.SourceDown("no answer")));
        }
        assertThat(run("SELECT nope", LIMITS))
                .isInstanceOfSatisfying(
                        StatementResult.Failed.class,
                        it -> assertThat(it.failure()).isInstanceOf(StatementFailure.Other.class));
    }

    @Test
    void aConnectionIsClosedHoweverTheStatementEnds() {
        var closed = new AtomicInteger();
        Connections counting = () -> new CountedConnection(open(), closed).proxy();
        runner.run(counting, "SELECT 1", LIMITS, new Cancellation());
        runner.run(counting, "SELECT nope", LIMITS, new Cancellation());
        runner.run(
                counting,
                ENDLESS,
                new ResultLimits(1, 100, 100, Duration.ofMillis(50)),
                new Cancellation());
        assertThat(closed).hasValue(3);
    }
}
