package dev.understudy.tds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

/** What the real driver says when a statement is called off, cut, or the fake is down. */
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
                        .isThrownBy(() -> Answers.readAll(statement, sql));
                assertThat(server.attentions()).isEqualTo(before + 1);
                assertThat(server.processList()).isEmpty();
            }
            assertThat(Answers.errorOf(statement, "SELECT 1")).isZero();
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
            assertThat(Answers.errorOf(statement, "SELECT 1")).isZero();
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

    private static void readUnchecked(Statement statement, String sql) {
        try {
            Answers.readAll(statement, sql);
        } catch (SQLException error) {
            throw new CompletionException(error.getMessage(), error);
        }
    }
}
