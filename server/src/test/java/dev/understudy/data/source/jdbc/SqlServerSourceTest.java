package dev.understudy.data.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Cancellation;
import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.ForeignKey;
import dev.understudy.data.catalogue.TableName;
import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.result.ResultTable;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import dev.understudy.tds.FakeSqlServer;
import dev.understudy.tds.Reaction;
import dev.understudy.tds.SqlServerError;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * SQL Server as a source, on the wire: the real driver against a fake with H2 behind it. See {@link
 * FakeSqlServer} for what that proves and what not; {@link RealSqlServerTest} is for the rest.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SqlServerSourceTest {
    private static final String ENDLESS =
            "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000000) a, SYSTEM_RANGE(1, 100000000) b";

    private FakeShop shop;
    private FakeSqlServer server;
    private JdbcSource source;

    @BeforeEach
    void open() throws Exception {
        shop = new FakeShop();
        server = shop.server;
        source = shop.source();
    }

    @AfterEach
    void close() throws Exception {
        source.close();
        shop.close();
    }

    private static ResultTable table(StatementResult result) {
        assertThat(result).isInstanceOf(StatementResult.Rows.class);
        return ((StatementResult.Rows) result).table();
    }

    private StatementFailure failure(String sql) {
        return failure(FakeShop.run(source, sql));
    }

    private static StatementFailure failure(StatementResult result) {
        assertThat(result).isInstanceOf(StatementResult.Failed.class);
        return ((StatementResult.Failed) result).failure();
    }

    private static void until(BooleanSupplier reached) {
        for (var tries = 0; tries < 1_000 && !reached.getAsBoolean(); tries++) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertThat(reached.getAsBoolean()).as("within ten seconds").isTrue();
    }

    @Test
    void rowsComeInTheirTypes() {
        assertThat(source.state()).isEqualTo(new SourceState.Usable());
        var rows =
                table(
                        FakeShop.run(
                                source,
                                "SELECT TOP 1 o.id, c.name, c.credit_limit, o.ordered_at, o.shipped_on,"
                                        + " CAST(1 AS BIT) AS yes, COUNT(*) OVER ()"
                                        + " FROM orders o JOIN customers c ON c.id = o.customer_id"
                                        + " WHERE c.id = 3"));

        assertThat(rows.columns())
                .containsExactly(
                        "id", "name", "credit_limit", "ordered_at", "shipped_on", "yes", "");
        assertThat(rows.rows())
                .containsExactly(
                        List.of(
                                new Cell.Numeric(new BigDecimal(5)),
                                new Cell.Text("Atelier Montagne", false),
                                new Cell.Missing(),
                                new Cell.Timestamp(LocalDateTime.of(2025, 2, 20, 13, 30)),
                                new Cell.Missing(),
                                new Cell.Bool(true),
                                new Cell.Numeric(BigDecimal.ONE)));
    }

    @Test
    void rowsBeyondTheLimitsAreLeftOutAndTheSourceGoesOn() {
        var few = new ResultLimits(2, 1_000_000, 1_000, Duration.ofSeconds(20));
        for (var i = 0; i < 2 * JdbcSource.MOST_CONNECTIONS; i++) {
            var rows =
                    table(
                            FakeShop.run(
                                    source,
                                    "SELECT id FROM orders ORDER BY id",
                                    few,
                                    new Cancellation()));
            assertThat(rows.rows()).hasSize(2);
            assertThat(rows.truncation()).isEqualTo(ResultTable.Truncation.ROWS);
        }
        assertThat(table(FakeShop.run(source, "SELECT id FROM orders")).rows()).hasSize(9);
    }

    @Test
    void theCatalogueIsReadWithKeysAndFewValues() throws Exception {
        var catalogue = source.catalogue();

        assertThat(catalogue.defaultSchema()).isEqualTo("dbo");
        assertThat(catalogue.tables().stream().map(it -> it.name().name()))
                .containsExactly("customers", "employees", "order_items", "orders", "products");
        var orders = catalogue.named("orders").getFirst();
        assertThat(orders.foreignKeys())
                .containsExactly(
                        new ForeignKey(
                                List.of("customer_id"),
                                new TableName("dbo", "customers"),
                                List.of("id")));
        assertThat(orders.column("ordered_at").orElseThrow().type())
                .isEqualTo(ColumnType.TIMESTAMP);
        assertThat(orders.column("status").orElseThrow().values())
                .containsExactly("cancelled", "open", "shipped");
        assertThat(catalogue.named("order_items").getFirst().primaryKey())
                .containsExactly("order_id", "product_id");
    }

    @Test
    void whatCanBeRepairedIsSaidInItsKindWithTheName() {
        assertThat(failure("SELECT nosuch FROM customers"))
                .isEqualTo(
                        new StatementFailure.UnknownColumn(
                                "nosuch", "Invalid column name 'nosuch'."));
        assertThat(failure("SELECT x.name FROM customers c"))
                .isInstanceOfSatisfying(
                        StatementFailure.UnknownColumn.class,
                        it -> assertThat(it.name()).isEqualTo("x.name"));
        assertThat(failure("SELECT * FROM dbo.nosuch"))
                .isEqualTo(
                        new StatementFailure.UnknownTable(
                                "dbo.nosuch", "Invalid object name 'dbo.nosuch'."));
        assertThat(failure("SELECT nosuch(id) FROM customers"))
                .isInstanceOfSatisfying(
                        StatementFailure.UnknownFunction.class,
                        it -> assertThat(it.name()).isEqualTo("nosuch"));
        assertThat(failure("SELEC 1")).isInstanceOf(StatementFailure.Syntax.class);
        assertThat(failure("SELECT CAST(name AS INT) FROM customers"))
                .isInstanceOf(StatementFailure.WrongType.class);
        assertThat(failure("SELECT 1 / (id - id) FROM customers"))
                .isInstanceOf(StatementFailure.Other.class);
        server.on("FROM salaries", new Reaction.Fails(SqlServerError.permissionDenied("salaries")));
        assertThat(failure("SELECT * FROM salaries")).isInstanceOf(StatementFailure.Denied.class);
        server.once("FROM customers", new Reaction.Fails(SqlServerError.deadlock()));
        assertThat(failure("SELECT * FROM customers"))
                .isInstanceOfSatisfying(
                        StatementFailure.Other.class,
                        it -> assertThat(it.message()).contains("deadlock"));
        assertThat(source.state()).isEqualTo(new SourceState.Usable());
        assertThat(table(FakeShop.run(source, "SELECT * FROM customers")).rows()).hasSize(6);
    }

    @Test
    void aRefusedLoginIsSaidWithoutAnythingOfIt() {
        try (var wrong = shop.source("hunter2", false)) {
            assertThat(wrong.state())
                    .isEqualTo(
                            new SourceState.Down(
                                    "the database refused the login; check user and password"));
            assertThat(FakeShop.run(wrong, "SELECT 1").toString())
                    .doesNotContain("hunter2")
                    .doesNotContain(FakeSqlServer.USER);
        }
    }

    @Test
    void aStatementThatTakesTooLongIsCalledOffInTheDatabase() {
        server.on("slow_view", new Reaction.Waits());
        var limits = new ResultLimits(10, 1_000, 100, Duration.ofMillis(500));
        for (var sql : List.of("SELECT * FROM slow_view", ENDLESS)) {
            var before = server.attentions();
            assertThat(failure(FakeShop.run(source, sql, limits, new Cancellation())))
                    .as(sql)
                    .isEqualTo(new StatementFailure.TooSlow(limits.time()));
            assertThat(server.attentions()).as(sql).isGreaterThan(before);
            assertThat(server.processList()).as(sql).isEmpty();
        }
        assertThat(table(FakeShop.run(source, "SELECT id FROM orders")).rows()).hasSize(9);
    }

    @Test
    void aStatementThatNobodyWaitsForIsCalledOffInTheDatabase() throws Exception {
        server.on("slow_view", new Reaction.Waits());
        server.on("o.id, o.note", new Reaction.Stalls(3));
        for (var sql :
                List.of("SELECT * FROM slow_view", ENDLESS, "SELECT o.id, o.note FROM orders o")) {
            var before = server.attentions();
            var cancellation = new Cancellation();
            var result =
                    CompletableFuture.supplyAsync(
                            () -> FakeShop.run(source, sql, FakeShop.LIMITS, cancellation));
            assertThat(server.awaitRunning(sql)).as(sql).isTrue();
            cancellation.cancel();
            assertThat(failure(result.get(30, TimeUnit.SECONDS)))
                    .as(sql)
                    .isEqualTo(new StatementFailure.Cancelled());
            assertThat(server.attentions()).as(sql).isGreaterThan(before);
            assertThat(server.awaitNothingRunning()).as(sql).isTrue();
        }
        assertThat(table(FakeShop.run(source, "SELECT id FROM orders")).rows()).hasSize(9);
    }

    @Test
    void aConnectionThatBreaksMeansDownAndTheSourceRecoversByItself() {
        server.once("FROM orders", new Reaction.Cut(4));
        assertThat(failure("SELECT * FROM orders"))
                .isEqualTo(
                        new StatementFailure.SourceDown("the connection to the database is lost"));
        until(() -> source.state() instanceof SourceState.Usable);
        assertThat(table(FakeShop.run(source, "SELECT * FROM orders")).rows()).hasSize(9);
    }

    @Test
    void aServerThatGoesAwayIsSaidAndItsReturnSeen() throws Exception {
        assertThat(table(FakeShop.run(source, "SELECT 1")).rows()).hasSize(1);
        server.goDown();
        assertThat(failure("SELECT 1")).isInstanceOf(StatementFailure.SourceDown.class);
        until(() ->
                source.state()
                        .equals(new SourceState.Down("nothing listens at the database's address")));
        server.comeBack();
        until(() -> source.state() instanceof SourceState.Usable);
        assertThat(table(FakeShop.run(source, "SELECT 1")).rows()).hasSize(1);
    }

    @Test
    void aLoginThatCanWriteIsRefusedOrUsedWithAWarningWhereThatIsAllowed() {
        server.answering(
                FakeShop.DATABASE_PERMISSIONS,
                List.of("p"),
                List.of(List.of("has INSERT on the database")));
        server.answering(
                FakeShop.CHANGEABLE_TABLES,
                List.of("t"),
                List.of(List.of("can change [dbo].[orders]")));
        try (var writable = shop.source(FakeSqlServer.PASSWORD, false)) {
            assertThat(writable.state())
                    .isInstanceOfSatisfying(
                            SourceState.Refused.class,
                            it ->
                                    assertThat(it.reason())
                                            .contains("it has INSERT on the database")
                                            .contains("it can change [dbo].[orders]")
                                            .contains("CREATE LOGIN"));
            server.forgetReceived();
            assertThat(failure(FakeShop.run(writable, "SELECT 1")))
                    .isInstanceOf(StatementFailure.Denied.class);
            assertThat(shop.statementsOnTheWire()).doesNotContain("SELECT 1");
        }
        try (var allowed = shop.source(FakeSqlServer.PASSWORD, true)) {
            assertThat(allowed.state()).isInstanceOf(SourceState.Doubtful.class);
            assertThat(table(FakeShop.run(allowed, "SELECT 1")).rows()).hasSize(1);
        }
    }

    @Test
    void everyStatementRunsInATransactionThatIsRolledBack() {
        server.forgetReceived();
        FakeShop.run(source, "SELECT id FROM orders");
        assertThat(shop.statementsOnTheWire().stream().map(String::strip))
                .containsSubsequence(
                        "set implicit_transactions on",
                        "SET LOCK_TIMEOUT 5000",
                        "SELECT id FROM orders",
                        "IF @@TRANCOUNT > 0 ROLLBACK TRAN");

        for (var write :
                List.of(
                        "DELETE FROM order_items",
                        "UPDATE orders SET note = 'x'",
                        "INSERT INTO orders SELECT id + 100, 1, 1, ordered_at, NULL, 'x', 0, '' FROM orders")) {
            assertThat(FakeShop.run(source, write)).isInstanceOf(StatementResult.Failed.class);
        }
        var rows =
                table(
                        FakeShop.run(
                                source,
                                "SELECT (SELECT COUNT(*) FROM order_items), (SELECT COUNT(*) FROM orders),"
                                        + " (SELECT COUNT(*) FROM orders WHERE note = 'x'),"
                                        + " CAST('2025-01-01' AS DATE)"));
        assertThat(rows.rows().getFirst())
                .containsExactly(
                        new Cell.Numeric(new BigDecimal(15)),
                        new Cell.Numeric(new BigDecimal(9)),
                        new Cell.Numeric(BigDecimal.ZERO),
                        new Cell.Date(LocalDate.of(2025, 1, 1)));
    }
}
