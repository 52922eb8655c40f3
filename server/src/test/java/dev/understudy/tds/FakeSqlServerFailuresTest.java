package dev.understudy.tds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the real driver says when the fake reports errors, is called off, cut or down. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FakeSqlServerFailuresTest {
    private static final String ENDLESS =
            "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000000) a, SYSTEM_RANGE(1, 100000000) b";

    private FakeSqlServer server;

    @BeforeEach
    void start() throws Exception {
        server = new FakeSqlServer();
        server.prepare(
                "CREATE TABLE products (id INT PRIMARY KEY, name NVARCHAR(80), price DECIMAL(10, 2))",
                "INSERT INTO products SELECT X, 'p' || X, X FROM SYSTEM_RANGE(1, 1000)");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private record Wrong(int number, String message, String sql) {}

    private static final Wrong[] WRONG = {
        new Wrong(207, "Invalid column name 'prise'.", "SELECT prise FROM products"),
        new Wrong(207, "Invalid column name 'prise'.", "SELECT p.prise FROM dbo.products AS p"),
        new Wrong(
                4104,
                "The multi-part identifier \"q.price\" could not be bound.",
                "SELECT q.price FROM products AS p"),
        new Wrong(208, "Invalid object name 'produkte'.", "SELECT * FROM produkte"),
        new Wrong(208, "Invalid object name 'dbo.produkte'.", "SELECT * FROM [dbo].[produkte]"),
        new Wrong(208, "Invalid object name 'sales.products'.", "SELECT * FROM sales.products"),
        new Wrong(102, "Incorrect syntax near ')'.", "SELECT name) FROM products"),
        new Wrong(102, "Incorrect syntax near 'now'.", "SELECT name FROM products LIMIT now now"),
        new Wrong(
                156,
                "Incorrect syntax near the keyword 'ORDER'.",
                "SELECT name FROM products WHERE ORDER BY id"),
        new Wrong(
                156,
                "Incorrect syntax near the keyword 'WHERE'.",
                "SELECT name FROM products WHERE"),
        new Wrong(
                245,
                "Conversion failed when converting the nvarchar value 'p1' to data type int.",
                "SELECT CAST(name AS INT) FROM products WHERE id = 1"),
        new Wrong(
                8114,
                "Error converting data type nvarchar to numeric.",
                "SELECT * FROM products WHERE name = 1"),
        new Wrong(
                241,
                "Conversion failed when converting date and/or time from character string.",
                "SELECT CAST('yesterday' AS DATE)"),
        new Wrong(8134, "Divide by zero error encountered.", "SELECT 1 / (id - id) FROM products"),
        new Wrong(
                8115,
                "Arithmetic overflow error converting expression to data type int.",
                "SELECT CAST(3000000000 AS INT)"),
        new Wrong(
                195,
                "'SHOUT' is not a recognized built-in function name.",
                "SELECT SHOUT(name) FROM products"),
        new Wrong(
                209,
                "Ambiguous column name 'id'.",
                "SELECT id FROM products a JOIN products b ON a.id = b.id"),
        new Wrong(
                8120,
                "Column 'name' is invalid in the select list because it is not contained in either"
                        + " an aggregate function or the GROUP BY clause.",
                "SELECT name, SUM(price) FROM products"),
        new Wrong(
                2627,
                "Violation of PRIMARY KEY constraint.",
                "INSERT INTO products VALUES (1, 'again', 1)"),
    };

    @Test
    void errorsHaveTheNumbersAndWordsOfSqlServerAndTheConnectionGoesOn() throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (Wrong wrong : WRONG) {
                SQLException error =
                        catchThrowableOfType(
                                SQLException.class, () -> readAll(statement, wrong.sql()));
                assertThatObject(error).as(wrong.sql()).isNotNull();
                assertThat(error.getErrorCode()).as(wrong.sql()).isEqualTo(wrong.number());
                assertThat(error.getMessage()).as(wrong.sql()).isEqualTo(wrong.message());
            }
            assertThat(Answers.rows(connection, "SELECT COUNT(*) FROM products"))
                    .containsExactly("1000");
        }
    }

    @Test
    void scriptedErrorsComeAsOftenAsTheScriptSays() throws Exception {
        server.once("FROM products", new Reaction.Fails(SqlServerError.deadlock()));
        server.on("FROM salaries", new Reaction.Fails(SqlServerError.permissionDenied("salaries")));
        server.on("FROM locked", new Reaction.Fails(SqlServerError.lockTimeout()));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            assertThat(errorOf(statement, "SELECT * FROM products")).isEqualTo(1205);
            assertThat(errorOf(statement, "SELECT * FROM products")).isZero();
            assertThat(errorOf(statement, "SELECT * FROM salaries")).isEqualTo(229);
            assertThat(errorOf(statement, "SELECT * FROM locked")).isEqualTo(1222);
        }
    }

    @Test
    void aTimeLimitSendsAttentionAndTheStatementStopsInTheDatabase() throws Exception {
        server.on("slow_view", new Reaction.Waits());
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            for (String sql : new String[] {"SELECT * FROM slow_view", ENDLESS}) {
                int before = server.attentions();
                assertThatExceptionOfType(SQLTimeoutException.class)
                        .as(sql)
                        .isThrownBy(() -> readAll(statement, sql));
                assertThat(server.attentions()).isEqualTo(before + 1);
                assertThat(server.processList()).isEmpty();
            }
            assertThat(errorOf(statement, "SELECT 1")).isZero();
        }
    }

    @Test
    void aCancelFromAnotherThreadSendsAttention() throws Exception {
        server.on("slow_view", new Reaction.Waits());
        server.on("TOP 500 id", new Reaction.Stalls(200));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String sql :
                    new String[] {
                        "SELECT * FROM slow_view", ENDLESS, "SELECT TOP 500 id, name FROM products"
                    }) {
                int before = server.attentions();
                var reading = CompletableFuture.runAsync(() -> readUnchecked(statement, sql));
                assertThat(server.awaitRunning(sql)).as(sql).isTrue();
                statement.cancel();
                assertThatExceptionOfType(CompletionException.class)
                        .as(sql)
                        .isThrownBy(() -> reading.orTimeout(20, TimeUnit.SECONDS).join())
                        .withMessageContaining("canceled");
                assertThat(server.awaitAttentions(before + 1)).as(sql).isTrue();
                assertThat(server.processList()).as(sql).isEmpty();
            }
            assertThat(errorOf(statement, "SELECT 1")).isZero();
        }
    }

    @Test
    void aClientThatGoesTakesItsStatementWithIt() throws Exception {
        server.on("slow_view", new Reaction.Waits());
        for (String sql : new String[] {"SELECT * FROM slow_view", ENDLESS}) {
            Connection connection = server.connect();
            Statement statement = connection.createStatement();
            var reading = CompletableFuture.runAsync(() -> readUnchecked(statement, sql));
            assertThat(server.awaitRunning(sql)).as(sql).isTrue();
            connection.abort(Runnable::run);
            assertThat(server.awaitNothingRunning()).as(sql).isTrue();
            assertThat(reading.handle((_, error) -> error != null).get(20, TimeUnit.SECONDS))
                    .as(sql)
                    .isTrue();
        }
    }

    @Test
    void aConnectionCutInTheMiddleOfARowsIsAnErrorAndANewOneWorks() throws Exception {
        server.once("FROM products", new Reaction.Cut(400));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM products ORDER BY id")) {
            int[] seen = {0};
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> {
                        while (rows.next()) {
                            seen[0]++;
                        }
                    })
                    .satisfies(error -> assertThat(error.getSQLState()).startsWith("08"));
            assertThat(seen[0]).isBetween(1, 400);
        }
        try (Connection connection = server.connect()) {
            assertThat(Answers.rows(connection, "SELECT COUNT(*) FROM products"))
                    .containsExactly("1000");
        }
    }

    @Test
    void aServerThatIsDownRefusesAndComesBackOnTheSamePort() throws Exception {
        Connection before = server.connect();
        server.goDown();
        assertThat(before.isValid(1)).isFalse();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(server::connect)
                .satisfies(error -> assertThat(error.getSQLState()).startsWith("08"));
        server.comeBack();
        try (Connection after = server.connect()) {
            assertThat(after.isValid(5)).isTrue();
        }
    }

    private static int errorOf(Statement statement, String sql) {
        try {
            readAll(statement, sql);
            return 0;
        } catch (SQLException error) {
            return error.getErrorCode();
        }
    }

    private static void readUnchecked(Statement statement, String sql) {
        try {
            readAll(statement, sql);
        } catch (SQLException error) {
            throw new CompletionException(error.getMessage(), error);
        }
    }

    private static void readAll(Statement statement, String sql) throws SQLException {
        if (statement.execute(sql)) {
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    rows.getString(1);
                }
            }
        }
    }
}
