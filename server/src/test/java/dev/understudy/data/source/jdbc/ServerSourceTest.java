package dev.understudy.data.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.data.Cancellation;
import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.result.ResultTable;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import dev.understudy.settings.Addresses;
import dev.understudy.time.SystemTime;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database server must do as a source, against a real one. */
abstract class ServerSourceTest {
    static final ResultLimits LIMITS =
            new ResultLimits(1_000, 1_000_000, 1_000, Duration.ofSeconds(20));

    private RealServer server;
    private JdbcSource source;

    /** False where the server is not there and the test was left out. */
    private boolean opened;

    abstract RealServer server();

    /** A statement that runs for an hour and has {@code marked} in its text. */
    abstract String slow(String marked);

    /** One that gives rows for an hour. */
    abstract String endless(String marked);

    /** A query for the texts of the statements that run now. */
    abstract String running();

    @BeforeEach
    void open() {
        server = server();
        server.reset();
        source = source(RealServer.READER, RealServer.READER_PASSWORD, false);
        opened = true;
    }

    @AfterEach
    void close() {
        if (opened) {
            source.close();
            server.reset();
        }
    }

    private JdbcSource source(String user, String password, boolean writableAllowed) {
        var address = Addresses.of(server.url(user, password));
        return JdbcSource.open(
                new JdbcOptions("shop", address, List.of(), writableAllowed, Duration.ofMillis(50)),
                SystemTime.ticker());
    }

    private StatementResult run(String sql, ResultLimits limits) {
        return source.runRaw(sql, limits, new Cancellation());
    }

    private StatementFailure failure(String sql) {
        var result = run(sql, LIMITS);
        assertThat(result).as(sql).isInstanceOf(StatementResult.Failed.class);
        return ((StatementResult.Failed) result).failure();
    }

    private static ResultTable table(StatementResult result) {
        assertThat(result).isInstanceOf(StatementResult.Rows.class);
        return ((StatementResult.Rows) result).table();
    }

    /** Waits until it is so, for ten seconds at most. */
    private static void until(String what, Condition condition) throws SQLException {
        for (var tries = 0; tries < 1_000; tries++) {
            if (condition.holds()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("not within ten seconds: " + what);
    }

    private interface Condition {
        boolean holds() throws SQLException;
    }

    private boolean runs(String marked) throws SQLException {
        try (var connection = server.admin()) {
            return RealServer.rows(connection, running()).stream()
                    .anyMatch(it -> it.contains(marked));
        }
    }

    @Test
    void aLoginThatOnlyReadsIsUsable() {
        assertThat(source.state()).isEqualTo(new SourceState.Usable());
    }

    @Test
    void rowsComeInTheirTypes() {
        var rows =
                table(
                        run(
                                "SELECT id, name, credit_limit, signup_date, email FROM customers"
                                        + " WHERE id IN (1, 3) ORDER BY id",
                                LIMITS));

        assertThat(rows.columns())
                .containsExactly("id", "name", "credit_limit", "signup_date", "email");
        assertThat(rows.rows())
                .containsExactly(
                        List.of(
                                new Cell.Numeric(BigDecimal.ONE),
                                new Cell.Text("Northwind Cycles", false),
                                new Cell.Numeric(new BigDecimal("5000.00")),
                                new Cell.Date(LocalDate.of(2023, 2, 14)),
                                new Cell.Text("office@northwind.example", false)),
                        List.of(
                                new Cell.Numeric(new BigDecimal(3)),
                                new Cell.Text("Atelier Montagne", false),
                                new Cell.Missing(),
                                new Cell.Date(LocalDate.of(2024, 1, 20)),
                                new Cell.Missing()));
        assertThat(rows.truncation()).isEqualTo(ResultTable.Truncation.NONE);
    }

    @Test
    void rowsBeyondTheLimitsAreLeftOutAndTheSourceGoesOn() {
        var few = new ResultLimits(2, 1_000_000, 1_000, Duration.ofSeconds(20));
        var small = new ResultLimits(1_000, 60, 1_000, Duration.ofSeconds(20));

        for (var i = 0; i < 2 * JdbcSource.MOST_CONNECTIONS; i++) {
            var byRows = table(run("SELECT id FROM orders ORDER BY id", few));
            assertThat(byRows.rows()).hasSize(2);
            assertThat(byRows.truncation()).isEqualTo(ResultTable.Truncation.ROWS);
            assertThat(table(run("SELECT name FROM customers", small)).truncation())
                    .isEqualTo(ResultTable.Truncation.BYTES);
        }
        assertThat(source.state()).isEqualTo(new SourceState.Usable());
    }

    @Test
    void whatCanBeRepairedIsSaidInItsKind() {
        assertThat(failure("SELECT nosuch FROM customers"))
                .isInstanceOfSatisfying(
                        StatementFailure.UnknownColumn.class,
                        it -> assertThat(it.name()).isEqualTo("nosuch"));
        assertThat(failure("SELECT c.nosuch FROM customers c"))
                .isInstanceOfSatisfying(
                        StatementFailure.UnknownColumn.class,
                        it -> assertThat(it.name()).isEqualTo("c.nosuch"));
        assertThat(failure("SELECT * FROM nosuch"))
                .isInstanceOfSatisfying(
                        StatementFailure.UnknownTable.class,
                        it -> assertThat(it.name()).isEqualTo("nosuch"));
        assertThat(failure("SELECT nosuch(id) FROM customers"))
                .isInstanceOfSatisfying(
                        StatementFailure.UnknownFunction.class,
                        it -> assertThat(it.name()).isEqualTo("nosuch"));
        assertThat(failure("SELEC 1")).isInstanceOf(StatementFailure.Syntax.class);
        assertThat(failure("SELECT name, COUNT(* FROM customers"))
                .isInstanceOf(StatementFailure.Syntax.class);
        assertThat(source.state()).isEqualTo(new SourceState.Usable());
    }

    @Test
    void whatTheLoginMayNotReadIsDenied() {
        server.administer(secretTable());

        assertThat(failure("SELECT * FROM " + secretName()))
                .isInstanceOf(StatementFailure.Denied.class);
    }

    /** Statements that make a table which the reader may not read. */
    abstract String[] secretTable();

    abstract String secretName();

    @Test
    void aSlowStatementIsStoppedInTheDatabaseWhenItsTimeIsOver() throws Exception {
        var limits = new ResultLimits(10, 1_000, 100, Duration.ofMillis(700));

        var result = CompletableFuture.supplyAsync(() -> run(slow("too_slow"), limits));
        until("it runs", () -> runs("too_slow"));

        assertThat(result.get(30, TimeUnit.SECONDS))
                .isEqualTo(new StatementResult.Failed(new StatementFailure.TooSlow(limits.time())));
        until("it is gone", () -> !runs("too_slow"));
        assertThat(table(run("SELECT id FROM customers", LIMITS)).rows()).isNotEmpty();
    }

    @Test
    void aSlowStatementIsStoppedInTheDatabaseWhenNobodyWaitsForIt() throws Exception {
        for (var sql : List.of(slow("called_off"), endless("called_off"))) {
            var cancellation = new Cancellation();
            var limits = new ResultLimits(100_000, 1_000_000_000, 100, Duration.ofMinutes(5));
            var result =
                    CompletableFuture.supplyAsync(() -> source.runRaw(sql, limits, cancellation));
            until("it runs", () -> runs("called_off"));

            cancellation.cancel();

            assertThat(result.get(30, TimeUnit.SECONDS))
                    .as(sql)
                    .isEqualTo(new StatementResult.Failed(new StatementFailure.Cancelled()));
            until("it is gone", () -> !runs("called_off"));
        }
        assertThat(table(run("SELECT id FROM customers", LIMITS)).rows()).isNotEmpty();
    }

    @Test
    void whatWasCalledOffBeforeItBeganDoesNotRun() {
        var cancellation = new Cancellation();
        cancellation.cancel();

        assertThat(source.runRaw(slow("never"), LIMITS, cancellation))
                .isEqualTo(new StatementResult.Failed(new StatementFailure.Cancelled()));
    }

    @Test
    void aLoginThatCanWriteIsRefusedWithWhatToGrantInstead() {
        try (var writable = source(RealServer.ADMIN, RealServer.ADMIN_PASSWORD, false)) {
            assertThat(writable.state())
                    .isInstanceOfSatisfying(
                            SourceState.Refused.class,
                            it ->
                                    assertThat(it.reason())
                                            .contains("the login can do more than read: it ")
                                            .contains("GRANT SELECT")
                                            .doesNotContain(RealServer.ADMIN_PASSWORD));
            assertThat(writable.runRaw("SELECT 1", LIMITS, new Cancellation()))
                    .isInstanceOf(StatementResult.Failed.class);
        }
    }

    @Test
    void aLoginThatCanWriteIsUsedWithAWarningWhereThatIsAllowed() {
        try (var writable = source(RealServer.ADMIN, RealServer.ADMIN_PASSWORD, true)) {
            assertThat(writable.state()).isInstanceOf(SourceState.Doubtful.class);
            assertThat(table(writable.runRaw("SELECT 1", LIMITS, new Cancellation())).rows())
                    .hasSize(1);
        }
    }

    @Test
    void whatIsToBeGrantedInsteadMakesALoginThatIsUsable() throws SQLException {
        String reason;
        try (var writable = source(RealServer.ADMIN, RealServer.ADMIN_PASSWORD, false)) {
            reason = ((SourceState.Refused) writable.state()).reason();
        }
        var statements = reason.substring(reason.indexOf("only read: ") + 11);
        try {
            server.administer(statements.replace("'…'", "'new one'").split(";"));

            try (var reader = source("understudy_reader", "new one", false)) {
                assertThat(reader.state()).isEqualTo(new SourceState.Usable());
                assertThat(
                                table(
                                                reader.runRaw(
                                                        "SELECT id FROM customers",
                                                        LIMITS,
                                                        new Cancellation()))
                                        .rows())
                        .isNotEmpty();
            }
        } finally {
            server.administer(forgetReader());
        }
    }

    /** Statements that remove the login that was made. */
    abstract String[] forgetReader();

    @Test
    void aWrongPasswordIsSaidWithoutAnythingOfTheLogin() {
        try (var wrong = source(RealServer.READER, "hunter2", false)) {
            assertThat(wrong.state())
                    .isEqualTo(
                            new SourceState.Down(
                                    "the database refused the login; check user and password"));
        }
    }

    @Test
    void aServerThatIsDownIsSaidAndItsReturnSeen() throws Exception {
        server.stop();
        try (var early = source(RealServer.READER, RealServer.READER_PASSWORD, false)) {
            assertThat(early.state())
                    .isEqualTo(new SourceState.Down("nothing listens at the database's address"));
            assertThat(early.runRaw("SELECT 1", LIMITS, new Cancellation()))
                    .isEqualTo(
                            new StatementResult.Failed(
                                    new StatementFailure.SourceDown(
                                            "nothing listens at the database's address")));

            server.start();

            until("it is usable", () -> early.state() instanceof SourceState.Usable);
            assertThat(table(early.runRaw("SELECT 1", LIMITS, new Cancellation())).rows())
                    .hasSize(1);
        } finally {
            server.start();
        }
    }

    @Test
    void aServerThatGoesWhileItIsUsedComesBackByItself() throws Exception {
        assertThat(table(run("SELECT 1", LIMITS)).rows()).hasSize(1);

        server.stop();
        try {
            assertThat(failure("SELECT 1")).isInstanceOf(StatementFailure.SourceDown.class);
            assertThat(source.state()).isInstanceOf(SourceState.Down.class);
        } finally {
            server.start();
        }

        until("it is usable", () -> source.state() instanceof SourceState.Usable);
        assertThat(table(run("SELECT 1", LIMITS)).rows()).hasSize(1);
    }

    @Test
    void rightsThatCameWhileTheServerWasAwayAreSeen() throws Exception {
        server.administer(grantWriting());
        server.stop();
        server.start();

        run("SELECT 1", LIMITS);

        until("it is refused", () -> source.state() instanceof SourceState.Refused);
    }

    /** Statements that let the reader write. */
    abstract String[] grantWriting();

    @Test
    void theCatalogueHoldsWhatTheLoginMayRead() throws Exception {
        server.administer(secretTable());
        server.administer(commentedTable());

        var catalogue = source.catalogue();

        assertThat(catalogue.dialect()).isEqualTo(server.dialect());
        assertThat(catalogue.tables().stream().map(it -> it.name().name()))
                .containsExactlyInAnyOrder(
                        "commented",
                        "customers",
                        "employees",
                        "order_items",
                        "orders",
                        "overview",
                        "products");
        assertThat(catalogue.tables())
                .allSatisfy(
                        it -> assertThat(it.name().schema()).isEqualTo(catalogue.defaultSchema()));
        var items = catalogue.named("order_items").getFirst();
        assertThat(items.primaryKey()).containsExactly("order_id", "product_id");
        assertThat(items.foreignKeys())
                .extracting(it -> it.columns() + " " + it.target().name() + it.targetColumns())
                .containsExactlyInAnyOrder("[order_id] orders[id]", "[product_id] products[id]");
    }

    @Test
    void columnsHaveTheirTypesCommentsAndValues() throws Exception {
        server.administer(commentedTable());

        var catalogue = source.catalogue();

        var commented = catalogue.named("commented").getFirst();
        assertThat(commented.comment()).isEqualTo("what was said");
        assertThat(commented.columns())
                .extracting(Column::name, Column::type, Column::nullable, Column::comment)
                .containsExactly(
                        tuple("id", ColumnType.INTEGER, false, "a number"),
                        tuple("mood", ColumnType.TEXT, true, ""),
                        tuple("price", ColumnType.DECIMAL, true, ""),
                        tuple("done", ColumnType.BOOLEAN, true, ""),
                        tuple("at", ColumnType.TIMESTAMP, true, ""),
                        tuple("o'clock", ColumnType.TIME, true, ""),
                        tuple("day", ColumnType.DATE, true, ""),
                        tuple("raw", ColumnType.OTHER, true, ""));
        assertThat(commented.column("mood").orElseThrow().values())
                .containsExactly("fine", "it's so, so");
        assertThat(commented.rows()).hasValue(3);
        var orders = catalogue.named("orders").getFirst();
        assertThat(orders.column("status").orElseThrow().values()).isNotEmpty();
    }

    /** Makes a table with an enumeration, comments, three rows and figures on them; and a view. */
    abstract String[] commentedTable();
}
