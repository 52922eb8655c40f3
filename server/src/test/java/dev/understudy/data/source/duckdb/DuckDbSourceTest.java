package dev.understudy.data.source.duckdb;

import static dev.understudy.data.source.duckdb.Sources.LIMITS;
import static dev.understudy.data.source.duckdb.Sources.failure;
import static dev.understudy.data.source.duckdb.Sources.row;
import static dev.understudy.data.source.duckdb.Sources.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.data.Cancellation;
import dev.understudy.data.Dialect;
import dev.understudy.data.guard.UncheckedSql;
import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.result.ResultTable.Truncation;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuckDbSourceTest {
    /** Runs for years, and gives its first row only then. */
    private static final String ENDLESS =
            "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = 7";

    private final DuckDbSource source = Sources.sample();

    @BeforeAll
    void open() {
        assertThat(source.open()).isEqualTo(new SourceState.Usable());
    }

    @AfterAll
    void close() {
        source.close();
    }

    private static ResultLimits limits(int rows, int bytes, int cellChars) {
        return new ResultLimits(rows, bytes, cellChars, Duration.ofSeconds(60));
    }

    private static ResultLimits within(Duration time) {
        return new ResultLimits(1000, 1 << 20, 1000, time);
    }

    @Test
    void oneRowMoreThanAllowedIsSeenAndLeftOut() {
        for (int asked : List.of(9, 10, 11)) {
            var table = rows(source, "FROM range(" + asked + ")", limits(10, 1 << 20, 100));
            assertThat(table.rows()).as("%d rows", asked).hasSize(Math.min(asked, 10));
            assertThat(table.truncation())
                    .isEqualTo(asked > 10 ? Truncation.ROWS : Truncation.NONE);
        }
    }

    @Test
    void aHugeResultCostsNoMoreThanItsFirstRows() {
        var table = rows(source, "FROM range(1000000000000)", limits(10, 1 << 20, 100));
        assertThat(table.rows()).hasSize(10);
        assertThat(table.truncation()).isEqualTo(Truncation.ROWS);
    }

    @Test
    void theRowThatWouldGoPastTheBytesIsLeftOut() {
        String sql = "SELECT repeat('x', 100) AS text FROM range(50)";
        var table = rows(source, sql, limits(1000, 1_050, 1000));
        assertThat(table.rows()).hasSize(10);
        assertThat(table.truncation()).isEqualTo(Truncation.BYTES);
        var wide =
                rows(source, "SELECT repeat('ä', 100) FROM range(50)", limits(1000, 1_050, 1000));
        assertThat(wide.rows()).as("bytes of UTF-8 count, not characters").hasSize(5);
    }

    @Test
    void aLongCellIsCutAndMarkedNeverWithinACharacter() {
        String sql = "SELECT repeat('x', 10), repeat('x', 11), 'xxxxxxxxx🎯'";
        assertThat(rows(source, sql, limits(10, 1 << 20, 10)).rows().getFirst())
                .containsExactly(
                        new Cell.Text("x".repeat(10), false),
                        new Cell.Text("x".repeat(10), true),
                        new Cell.Text("x".repeat(9), true));
    }

    @Test
    void eachTypeBecomesItsCell() {
        record Case(String sql, Cell cell) {}
        var cases =
                List.of(
                        new Case("NULL", new Cell.Missing()),
                        new Case("NULL::DATE", new Cell.Missing()),
                        new Case("NULL::TIMESTAMP", new Cell.Missing()),
                        new Case("NULL::TIMESTAMPTZ", new Cell.Missing()),
                        new Case("NULL::TIME", new Cell.Missing()),
                        new Case("NULL::BLOB", new Cell.Missing()),
                        new Case("true", new Cell.Bool(true)),
                        new Case("42", number("42")),
                        new Case("(-1)::TINYINT", number("-1")),
                        new Case("255::UTINYINT", number("255")),
                        new Case("18446744073709551615::UBIGINT", number("18446744073709551615")),
                        new Case(
                                "170141183460469231731687303715884105727::HUGEINT",
                                number("170141183460469231731687303715884105727")),
                        new Case("1234567.10::DECIMAL(12, 2)", number("1234567.10")),
                        new Case("0.1::DOUBLE", number("0.1")),
                        new Case("1.5::FLOAT", number("1.5")),
                        new Case("'nan'::DOUBLE", text("NaN")),
                        new Case("'-inf'::DOUBLE", text("-Infinity")),
                        new Case("DATE '2025-12-31'", new Cell.Date(LocalDate.of(2025, 12, 31))),
                        new Case(
                                "TIMESTAMP '2025-03-30 02:30:00'",
                                timestamp("2025-03-30T02:30:00")),
                        new Case(
                                "TIMESTAMPTZ '2025-01-01 00:30:00+02'",
                                timestamp("2024-12-31T22:30:00")),
                        new Case(
                                "TIMESTAMP_S '2025-01-01 10:11:12'",
                                timestamp("2025-01-01T10:11:12")),
                        new Case("TIME '10:11:12.5'", new Cell.Time(LocalTime.parse("10:11:12.5"))),
                        new Case("'x'", text("x")),
                        new Case("''", text("")),
                        new Case("[1, 2]", text("[1, 2]")),
                        new Case("'{\"a\": 1}'::JSON", text("{\"a\": 1}")),
                        new Case("'b'::ENUM('a', 'b')", text("b")),
                        new Case(
                                "'00000000-0000-0000-0000-000000000001'::UUID",
                                text("00000000-0000-0000-0000-000000000001")),
                        new Case("'abc'::BLOB", text("<3 bytes>")),
                        new Case("INTERVAL 1 DAY", text("1 day")));
        for (Case it : cases) {
            assertThat(row(source, "SELECT " + it.sql())).as(it.sql()).containsExactly(it.cell());
        }
    }

    private static Cell number(String digits) {
        return new Cell.Numeric(new BigDecimal(digits));
    }

    private static Cell text(String text) {
        return new Cell.Text(text, false);
    }

    private static Cell timestamp(String at) {
        return new Cell.Timestamp(LocalDateTime.parse(at));
    }

    @Test
    void whatNoTypeOfOursCanHoldIsText() {
        for (String sql :
                List.of(
                        "'infinity'::DATE",
                        "'-infinity'::TIMESTAMP",
                        "'12345-01-01'::DATE",
                        "'24:00:00'::TIME",
                        "{'a': 1, 'b': [1, 2]}",
                        "MAP {'a': 1}",
                        "TIMETZ '10:00:00+02'",
                        "'101'::BIT")) {
            assertThat(row(source, "SELECT " + sql).getFirst())
                    .as(sql)
                    .isInstanceOfSatisfying(
                            Cell.Text.class, cell -> assertThat(cell.text()).isNotBlank());
        }
    }

    @Test
    void columnsMayHaveTheSameName() {
        var table = rows(source, "SELECT 1 AS a, 2 AS a");
        assertThat(table.columns()).containsExactly("a", "a");
        assertThat(table.rows().getFirst()).containsExactly(number("1"), number("2"));
    }

    @Test
    void aStatementIsStoppedWhenItsTimeIsOver() {
        var time = Duration.ofMillis(100);
        assertThat(failure(source, ENDLESS, within(time)))
                .isEqualTo(new StatementFailure.TooSlow(time));
        String noRowForYears =
                "SELECT a.range FROM range(10000000) a, range(10000000) b"
                        + " WHERE sin(a.range) + b.range = 17.5";
        assertThat(failure(source, noRowForYears, within(time)))
                .as("while it gives its rows")
                .isEqualTo(new StatementFailure.TooSlow(time));
        assertThat(row(source, "SELECT 1")).as("afterwards").containsExactly(number("1"));
    }

    @Test
    void aStatementIsStoppedWhenItIsCancelled() throws Exception {
        var cancellation = new Cancellation();
        var running = new CompletableFuture<StatementResult>();
        Thread.startVirtualThread(() -> running.complete(run(ENDLESS, cancellation)));
        cancellation.cancel();
        assertThat(running.get())
                .isEqualTo(new StatementResult.Failed(new StatementFailure.Cancelled()));
    }

    @Test
    void aStatementThatWasCancelledBeforeDoesNotRun() {
        var cancellation = new Cancellation();
        cancellation.cancel();
        assertThat(run(ENDLESS, cancellation))
                .isEqualTo(new StatementResult.Failed(new StatementFailure.Cancelled()));
    }

    private StatementResult run(String sql, Cancellation cancellation) {
        return source.run(UncheckedSql.of(sql, Dialect.DUCKDB), LIMITS, cancellation);
    }

    @Test
    void soManyStatementsAtOnceAndTheOthersWaitWithinTheirTime() throws Exception {
        var all = new Cancellation();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var began = new CountDownLatch(4);
            var running =
                    IntStream.range(0, 4)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        began.countDown();
                                        return run(ENDLESS, all);
                                    }))
                            .toList();
            began.await();
            var time = Duration.ofMillis(300);
            var waited = failure(source, ENDLESS, within(time));
            assertThat(waited).isEqualTo(new StatementFailure.TooSlow(time));
            all.cancel();
            for (var one : running) {
                assertThat(one.get())
                        .isEqualTo(new StatementResult.Failed(new StatementFailure.Cancelled()));
            }
        }
        assertThat(row(source, "SELECT 1")).as("their turns are over").containsExactly(number("1"));
    }

    @Test
    void statementsThatRunHoldNoVirtualThreadBack() throws Exception {
        var all = new Cancellation();
        int many = 4 * Runtime.getRuntime().availableProcessors();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < many; i++) {
                threads.execute(() -> run(ENDLESS, all));
            }
            assertThat(threads.submit(() -> "free").get()).isEqualTo("free");
            all.cancel();
        }
    }

    @Test
    void aFailureWhileTheRowsAreReadSaysItsReason() {
        assertThat(failure(source, "SELECT customer_name::INTEGER FROM customers", LIMITS))
                .isInstanceOfSatisfying(
                        StatementFailure.WrongType.class,
                        it -> assertThat(it.message()).contains("Could not convert string"));
        assertThat(failure(source, "SELECT error('no such thing') FROM customers", LIMITS))
                .isEqualTo(new StatementFailure.Other("Invalid Input Error: no such thing"));
    }

    @Test
    void whatNeedsTooMuchMemoryFailsAndTheNextStatementRuns() {
        String greedy = "SELECT string_agg(range::VARCHAR, ',') FROM range(300000000)";
        assertThat(failure(source, greedy, LIMITS)).isInstanceOf(StatementFailure.Other.class);
        assertThat(row(source, "SELECT count(*) FROM categories")).containsExactly(number("6"));
    }

    @Test
    void aStatementInAnotherDialectIsABug() {
        var sql = UncheckedSql.of("SELECT 1", Dialect.MARIADB);
        assertThatThrownBy(() -> source.run(sql, LIMITS, new Cancellation()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closingStopsWhatRunsAndNothingRunsAfterwards() throws Exception {
        var closed = Sources.sample();
        closed.open();
        var running = new CompletableFuture<StatementResult>();
        Thread.startVirtualThread(() -> running.complete(Sources.run(closed, ENDLESS, LIMITS)));
        closed.close();
        assertThat(running.get()).isInstanceOf(StatementResult.Failed.class);
        assertThat(failure(closed, "SELECT 1", LIMITS))
                .isEqualTo(new StatementFailure.SourceDown("the source is closed"));
    }
}
