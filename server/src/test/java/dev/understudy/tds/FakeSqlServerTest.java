package dev.understudy.tds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real driver on the fake: logins, sessions, statements and prepared statements. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FakeSqlServerTest {
    private FakeSqlServer server;

    @BeforeEach
    void start() throws Exception {
        server = new FakeSqlServer();
        server.prepare(
                "CREATE TABLE products (id INT PRIMARY KEY, name NVARCHAR(80), price DECIMAL(10, 2))",
                "INSERT INTO products VALUES (1, 'Tea', 3.50), (2, 'Bread', 2.25), (3, 'Salt', NULL)");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void theDriverConnectsAndSeesServerDatabaseAndUser() throws Exception {
        try (Connection connection = server.connect()) {
            assertThat(connection.getMetaData().getDatabaseProductName())
                    .isEqualTo("Microsoft SQL Server");
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(16);
            assertThat(connection.getCatalog()).isEqualTo("shop");
            assertThat(connection.isValid(5)).isTrue();
            assertThat(rows(connection, "SELECT DB_NAME(), SUSER_SNAME(), @@TRANCOUNT, '@@SPID'"))
                    .containsExactly("shop|reader|0|@@SPID");
            assertThat(rows(connection, "SELECT @@VERSION AS v").getFirst())
                    .startsWith("Microsoft SQL Server 2022");
        }
        assertThat(server.logins()).isOne();
    }

    @Test
    void aDataSourceConnectsAsWell() throws Exception {
        var source = new SQLServerDataSource();
        source.setServerName("127.0.0.1");
        source.setPortNumber(server.port());
        source.setDatabaseName("shop");
        source.setEncrypt("false");
        source.setUser(FakeSqlServer.USER);
        source.setPassword(FakeSqlServer.PASSWORD);
        try (Connection connection = source.getConnection()) {
            assertThat(rows(connection, "SELECT COUNT(*) FROM products")).containsExactly("3");
        }
    }

    @Test
    void aWrongPasswordIsError18456AndTheConnectionIsClosed() {
        assertThatExceptionOfType(SQLServerException.class)
                .isThrownBy(
                        () -> DriverManager.getConnection(server.url(), FakeSqlServer.USER, "nö"))
                .satisfies(error -> {
                    assertThat(error.getErrorCode()).isEqualTo(18456);
                    assertThat(error.getSQLServerError().getErrorState()).isEqualTo(1);
                    assertThat(error.getSQLServerError().getErrorSeverity()).isEqualTo(14);
                    assertThat(error.getMessage()).contains("Login failed for user 'reader'.");
                });
        assertThat(server.logins()).isZero();
    }

    @Test
    void anotherDatabaseIsError4060() {
        String url = server.url().replace("databaseName=shop", "databaseName=payroll");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() ->
                        DriverManager.getConnection(
                                url, FakeSqlServer.USER, FakeSqlServer.PASSWORD))
                .satisfies(error -> assertThat(error.getErrorCode()).isEqualTo(4060));
    }

    @Test
    void aClientThatInsistsOnEncryptionDoesNotConnect() {
        String url = server.url().replace("encrypt=false", "encrypt=true");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() ->
                        DriverManager.getConnection(
                                url, FakeSqlServer.USER, FakeSqlServer.PASSWORD))
                .withMessageContaining("encrypt");
    }

    @Test
    void severalStatementsInTurnShareAConnection() throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE products SET price = 4 WHERE id = 3"))
                    .isOne();
            assertThat(statement.executeUpdate("DELETE FROM products WHERE id > 1")).isEqualTo(2);
            assertThat(rows(connection, "SELECT id, name FROM products")).containsExactly("1|Tea");
            assertThat(statement.execute("CREATE TABLE notes (text NVARCHAR(MAX))")).isFalse();
            assertThat(rows(connection, "SELECT * FROM notes")).isEmpty();
        }
        assertThat(server.received())
                .extracting(Received::sql)
                .contains("DELETE FROM products WHERE id > 1", "SELECT * FROM notes");
    }

    @Test
    void autoCommitOffAndRollbackUndoesAnInsertAndCommitKeepsIt() throws Exception {
        try (Connection connection = server.connect();
                Connection other = server.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            update(connection, "INSERT INTO products VALUES (4, 'Rice', 1)");
            assertThat(rows(connection, "SELECT COUNT(*), @@TRANCOUNT FROM products"))
                    .containsExactly("4|1");
            assertThat(rows(other, "SELECT COUNT(*) FROM products")).containsExactly("3");
            connection.rollback();
            assertThat(rows(connection, "SELECT COUNT(*) FROM products")).containsExactly("3");
            update(connection, "INSERT INTO products VALUES (5, 'Oats', 1)");
            connection.commit();
            assertThat(rows(other, "SELECT COUNT(*) FROM products")).containsExactly("4");
        }
    }

    @Test
    void whatAClientLeavesUncommittedIsUndone() throws Exception {
        try (Connection connection = server.connect()) {
            connection.setAutoCommit(false);
            update(connection, "INSERT INTO products VALUES (4, 'Rice', 1)");
        }
        try (Connection connection = server.connect()) {
            assertThat(rows(connection, "SELECT COUNT(*) FROM products")).containsExactly("3");
        }
    }

    @Test
    void sessionCommandsAreUnderstoodAloneTogetherAndBeforeAStatement() throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT 5000");
            statement.execute(
                    "SET NOCOUNT ON; SET XACT_ABORT ON; set transaction isolation level snapshot");
            assertThat(rows(connection, "SET DEADLOCK_PRIORITY LOW; SELECT MAX(id) FROM products"))
                    .containsExactly("3");
            statement.execute("BEGIN TRAN; DELETE FROM products");
            statement.execute("IF @@TRANCOUNT > 0 ROLLBACK TRAN");
            statement.setMaxRows(2);
            try (ResultSet rows = statement.executeQuery("SELECT id FROM products")) {
                int count = 0;
                while (rows.next()) {
                    count++;
                }
                assertThat(count).isEqualTo(2);
            }
        }
    }

    @Test
    void preparedStatementsCarryTheirParametersEachTimeTheyAreRun() throws Exception {
        String sql = "SELECT name FROM products WHERE id >= ? AND name <> ? ORDER BY id";
        try (Connection connection = server.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int from = 1; from <= 3; from++) {
                statement.setInt(1, from);
                statement.setString(2, "Bread");
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo(from == 1 ? "Tea" : "Salt");
                }
            }
        }
        assertThat(server.received())
                .extracting(Received::how)
                .containsSubsequence("sp_executesql", "sp_prepexec", "sp_execute");
    }

    @Test
    void aScriptedStatementGetsItsRowsWithTheirTypes() throws Exception {
        server.answering(
                "fn_my_permissions",
                List.of("permission_name", "level"),
                List.of(List.of("CONNECT", 1), List.of("SELECT", 2)));
        try (Connection connection = server.connect()) {
            assertThat(rows(connection, "SELECT * FROM fn_my_permissions(NULL, 'DATABASE')"))
                    .containsExactly("CONNECT|1", "SELECT|2");
        }
    }

    @Test
    void anUnknownProcedureIsError2812() throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute("EXEC sp_wipe 1"))
                    .satisfies(error -> assertThat(error.getErrorCode()).isEqualTo(2812));
        }
    }

    @Test
    void whatTheModeOfH2SharesWithTransactSqlRuns() throws Exception {
        try (Connection connection = server.connect()) {
            List.of(
                            "SELECT TOP 2 [name] FROM [dbo].[products] ORDER BY [id]",
                            "SELECT DISTINCT TOP (2) name FROM products WHERE id < 3 ORDER BY 1 DESC",
                            "SELECT name FROM products WITH (NOLOCK) WHERE id < 3 ORDER BY id",
                            "SELECT name FROM shop.dbo.products ORDER BY id OFFSET 0 ROWS FETCH NEXT 2 ROWS ONLY")
                    .forEach(sql ->
                            assertThat(rows(connection, sql))
                                    .as(sql)
                                    .containsExactly("Tea", "Bread"));
            assertThat(rows(connection, "SELECT DATEADD(day, 1, CAST('2025-12-31' AS DATE)) AS d"))
                    .containsExactly("2026-01-01");
            assertThat(
                            rows(
                                    connection,
                                    "SELECT ISNULL(price, 0), LEN(N'äöü') FROM products WHERE id = 3"))
                    .containsExactly("0.00|3");
            assertThat(
                            rows(
                                    connection,
                                    "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'dbo'"))
                    .containsExactly("products");
        }
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static List<String> rows(Connection connection, String sql) {
        return Answers.rows(connection, sql);
    }
}
