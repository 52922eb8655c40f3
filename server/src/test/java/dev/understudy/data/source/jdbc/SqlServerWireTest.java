package dev.understudy.data.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Cancellation;
import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.result.ResultTable;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import dev.understudy.settings.Addresses;
import dev.understudy.time.SystemTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SQL Server's driver against a fake of its wire; not SQL Server. */
class SqlServerWireTest {
    private static final ResultLimits LIMITS =
            new ResultLimits(100, 100_000, 1_000, Duration.ofSeconds(20));

    private final FakeSqlServer server = new FakeSqlServer();
    private JdbcSource source;

    @BeforeEach
    void open() {
        server.administer(
                "CREATE TABLE goods (id int, name nvarchar(50), price decimal(12, 2), since date, sold bit)",
                "INSERT INTO goods VALUES (1, 'Äpfel 🍏', 2.50, '2025-12-31', 1)",
                "INSERT INTO goods VALUES (2, NULL, NULL, NULL, NULL)",
                "INSERT INTO goods VALUES (3, 'x', -1234567.89, '0001-01-01', 0)");
        source = source(FakeSqlServer.PASSWORD, false);
    }

    @AfterEach
    void close() {
        source.close();
        server.close();
    }

    private JdbcSource source(String password, boolean writableAllowed) {
        return JdbcSource.open(
                new JdbcOptions(
                        "shop",
                        Addresses.of(server.url(password)),
                        List.of(),
                        writableAllowed,
                        Duration.ofMillis(50)),
                SystemTime.ticker());
    }

    private StatementResult run(String sql) {
        return source.runRaw(sql, LIMITS, new Cancellation());
    }

    private StatementFailure failure(String sql) {
        var result = run(sql);
        assertThat(result).as(sql).isInstanceOf(StatementResult.Failed.class);
        return ((StatementResult.Failed) result).failure();
    }

    private ResultTable table(String sql) {
        var result = run(sql);
        assertThat(result).isInstanceOf(StatementResult.Rows.class);
        return ((StatementResult.Rows) result).table();
    }

    private static void until(String what, BooleanSupplier holds) {
        for (var tries = 0; tries < 1_000; tries++) {
            if (holds.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("not within ten seconds: " + what);
    }

    @Test
    void rowsComeInTheirTypes() {
        assertThat(source.state()).isEqualTo(new SourceState.Usable());
        assertThat(table("SELECT * FROM goods ORDER BY id").rows())
                .containsExactly(
                        List.of(
                                new Cell.Numeric(BigDecimal.ONE),
                                new Cell.Text("Äpfel 🍏", false),
                                new Cell.Numeric(new BigDecimal("2.5000")),
                                new Cell.Date(LocalDate.of(2025, 12, 31)),
                                new Cell.Bool(true)),
                        List.of(
                                new Cell.Numeric(BigDecimal.TWO),
                                new Cell.Missing(),
                                new Cell.Missing(),
                                new Cell.Missing(),
                                new Cell.Missing()),
                        List.of(
                                new Cell.Numeric(new BigDecimal(3)),
                                new Cell.Text("x", false),
                                new Cell.Numeric(new BigDecimal("-1234567.8900")),
                                new Cell.Date(LocalDate.of(1, 1, 1)),
                                new Cell.Bool(false)));
    }

    @Test
    void whatCanBeRepairedIsSaidInItsKind() {
        assertThat(failure("SELECT nosuch FROM goods"))
                .isEqualTo(
                        new StatementFailure.UnknownColumn(
                                "nosuch", "Invalid column name 'nosuch'."));
        assertThat(failure("SELECT * FROM nosuch"))
                .isEqualTo(
                        new StatementFailure.UnknownTable(
                                "nosuch", "Invalid object name 'nosuch'."));
        assertThat(failure("SELECT nosuch(1)"))
                .isInstanceOf(StatementFailure.UnknownFunction.class);
        assertThat(failure("SELECT FROM WHERE")).isInstanceOf(StatementFailure.Syntax.class);
        assertThat(failure("deadlock")).isEqualTo(new StatementFailure.Other("was deadlocked"));
        assertThat(table("SELECT id FROM goods").rows()).hasSize(3);
    }

    @Test
    void everyStatementIsRolledBackAndNothingIsCommitted() {
        table("SELECT id FROM goods");

        var heard =
                server.heard().stream()
                        .map(it -> it.toUpperCase(Locale.ROOT))
                        .dropWhile(it -> !it.contains("IMPLICIT_TRANSACTIONS ON"))
                        .toList();
        assertThat(heard).anyMatch(it -> it.contains("LOCK_TIMEOUT 5000"));
        assertThat(heard.subList(heard.indexOf("SELECT ID FROM GOODS"), heard.size()))
                .anyMatch(it -> it.contains("ROLLBACK"));
        assertThat(heard.subList(0, heard.indexOf("SELECT ID FROM GOODS")))
                .noneMatch(it -> it.contains("COMMIT"));
    }

    @Test
    void rowsBeyondTheLimitsAreLeftOutAndTheSourceGoesOn() {
        var few = new ResultLimits(2, 100_000, 1_000, Duration.ofSeconds(20));
        for (var i = 0; i < 2 * JdbcSource.MOST_CONNECTIONS; i++) {
            var result = source.runRaw("SELECT id FROM goods", few, new Cancellation());
            assertThat(((StatementResult.Rows) result).table().truncation())
                    .isEqualTo(ResultTable.Truncation.ROWS);
        }
        assertThat(source.state()).isEqualTo(new SourceState.Usable());
    }

    @Test
    void aStatementThatIsCalledOffIsStoppedByAnAttention() throws Exception {
        var cancellation = new Cancellation();
        var result =
                CompletableFuture.supplyAsync(
                        () -> source.runRaw("WAITFOR DELAY '01:00'", LIMITS, cancellation));
        until("it runs", () -> server.heard().contains("WAITFOR DELAY '01:00'"));

        cancellation.cancel();

        assertThat(result.get(30, TimeUnit.SECONDS))
                .isEqualTo(new StatementResult.Failed(new StatementFailure.Cancelled()));
        // One was enough: the connection did not have to be cut.
        assertThat(server.attentions()).isEqualTo(1);
        assertThat(table("SELECT id FROM goods").rows()).hasSize(3);
    }

    @Test
    void aSlowStatementIsStoppedByAnAttention() {
        var limits = new ResultLimits(10, 1_000, 100, Duration.ofMillis(300));

        assertThat(source.runRaw("WAITFOR DELAY '01:00'", limits, new Cancellation()))
                .isEqualTo(new StatementResult.Failed(new StatementFailure.TooSlow(limits.time())));
        // One was enough: the connection did not have to be cut.
        assertThat(server.attentions()).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsCutIsMadeAnew() throws Exception {
        var result = CompletableFuture.supplyAsync(() -> run("WAITFOR DELAY '01:00'"));
        until("it runs", () -> server.heard().contains("WAITFOR DELAY '01:00'"));

        server.drop();

        assertThat(result.get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        StatementResult.Failed.class,
                        it ->
                                assertThat(it.failure())
                                        .isInstanceOf(StatementFailure.SourceDown.class));
        until("it is usable", () -> source.state() instanceof SourceState.Usable);
        assertThat(table("SELECT id FROM goods").rows()).hasSize(3);
    }

    @Test
    void aWrongPasswordIsSaidWithoutAnythingOfTheLogin() {
        try (var wrong = source("hunter2", false)) {
            assertThat(wrong.state())
                    .isEqualTo(
                            new SourceState.Down(
                                    "the database refused the login; check user and password"));
        }
    }

    @Test
    void aLoginThatCanWriteIsRefusedUnlessAllowed() {
        server.rights("has CONTROL SERVER on the server");
        try (var refused = source(FakeSqlServer.PASSWORD, false);
                var allowed = source(FakeSqlServer.PASSWORD, true)) {
            assertThat(refused.state())
                    .isEqualTo(
                            new SourceState.Refused(
                                    "the login can do more than read: it has CONTROL SERVER on the"
                                            + " server. Use one that can only read: ALTER ROLE"
                                            + " db_datareader ADD MEMBER understudy_reader;"));
            assertThat(allowed.state()).isInstanceOf(SourceState.Doubtful.class);
        }
    }
}
