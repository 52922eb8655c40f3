package dev.understudy.tds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the real driver reads from the fake: every type, NULLs, and more than a packet holds. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FakeSqlServerResultsTest {
    private static final String UNICODE = "Grüße, 東京 – 🦉 and 'quotes'";

    private FakeSqlServer server;

    @BeforeEach
    void start() throws Exception {
        server = new FakeSqlServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** A declared type, a value as SQL, the driver's type for it, and what it reads. */
    private record Sample(String declared, String literal, JDBCType type, Object read) {}

    private static final List<Sample> SAMPLES =
            List.of(
                    new Sample("BIT", "1", JDBCType.BIT, true),
                    new Sample("SMALLINT", "-32768", JDBCType.SMALLINT, (short) -32768),
                    new Sample("INT", "-2147483648", JDBCType.INTEGER, Integer.MIN_VALUE),
                    new Sample("BIGINT", "9223372036854775807", JDBCType.BIGINT, Long.MAX_VALUE),
                    decimal("DECIMAL(9, 2)", "-1234567.89"),
                    decimal("DECIMAL(19, 4)", "123456789012345.6789"),
                    decimal("DECIMAL(28, 0)", "-9999999999999999999999999999"),
                    decimal("DECIMAL(38, 10)", "1234567890123456789012345678.0123456789"),
                    decimal("DECIMAL(5, 2)", "0.00"),
                    new Sample("FLOAT", "-0.1", JDBCType.DOUBLE, -0.1),
                    new Sample("NVARCHAR(80)", quoted(UNICODE), JDBCType.NVARCHAR, UNICODE),
                    new Sample("NVARCHAR(80)", "''", JDBCType.NVARCHAR, ""),
                    new Sample("NVARCHAR(MAX)", quoted(UNICODE), JDBCType.NVARCHAR, UNICODE),
                    new Sample("NVARCHAR(MAX)", "''", JDBCType.NVARCHAR, ""),
                    new Sample("DATE", "'0001-01-01'", JDBCType.DATE, LocalDate.of(1, 1, 1)),
                    new Sample("DATE", "'2024-02-29'", JDBCType.DATE, LocalDate.of(2024, 2, 29)),
                    new Sample("TIME", "'23:59:59'", JDBCType.TIME, LocalTime.of(23, 59, 59)),
                    new Sample(
                            "DATETIME2(7)",
                            "'9999-12-31 23:59:59.1234567'",
                            JDBCType.TIMESTAMP,
                            LocalDateTime.of(9999, 12, 31, 23, 59, 59, 123_456_700)),
                    new Sample(
                            "DATETIME2(0)",
                            "'2025-03-30 02:30:00'",
                            JDBCType.TIMESTAMP,
                            LocalDateTime.of(2025, 3, 30, 2, 30)));

    private static Sample decimal(String declared, String value) {
        return new Sample(declared, value, JDBCType.DECIMAL, new BigDecimal(value));
    }

    @Test
    void everyTypeIsReadAsWrittenAndItsNullAsNull() throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (Sample sample : SAMPLES) {
                statement.execute("CREATE TABLE samples (v %s)".formatted(sample.declared()));
                statement.execute(
                        "INSERT INTO samples VALUES (%s), (NULL)".formatted(sample.literal()));
                check(sample, statement);
                statement.execute("DROP TABLE samples");
            }
        }
    }

    private static void check(Sample sample, Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT v, v AS again FROM samples")) {
            ResultSetMetaData columns = rows.getMetaData();
            assertThat(JDBCType.valueOf(columns.getColumnType(1)))
                    .as(sample.declared())
                    .isEqualTo(sample.type());
            assertThat(columns.getColumnLabel(2)).isEqualTo("again");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getObject(1, sample.read().getClass()))
                    .as(sample.toString())
                    .isEqualTo(sample.read());
            assertThat(rows.getObject(2, sample.read().getClass())).isEqualTo(sample.read());
            assertThat(rows.next()).isTrue();
            assertThat(rows.getObject(1)).as(sample.toString()).isNull();
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void cannedValuesOfEveryTypeAreReadAsWell() throws Exception {
        var moment = OffsetDateTime.parse("2025-10-26T02:30:00.5+02:00");
        List<Object> values =
                List.of(
                        true,
                        7,
                        7L,
                        new BigDecimal("7.25"),
                        0.5,
                        UNICODE,
                        "x".repeat(9_000),
                        moment,
                        LocalDate.of(2025, 1, 2),
                        LocalTime.of(3, 4),
                        LocalDateTime.of(2025, 1, 2, 3, 4));
        List<String> names = values.stream().map(value -> "c" + value.toString().length()).toList();
        server.answering("sys.everything", names, List.of(values));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM sys.everything")) {
            assertThat(rows.next()).isTrue();
            for (int at = 0; at < values.size(); at++) {
                Object value = values.get(at);
                assertThat(rows.getObject(at + 1, value.getClass())).isEqualTo(value);
            }
        }
    }

    @Test
    void anExpressionWithoutANameHasNoneAsInSqlServer() throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT COUNT(*), 1 + 1 AS two, 3 AS [the third (EUR)], 4 AS \"a b\"")) {
            ResultSetMetaData columns = rows.getMetaData();
            assertThat(
                            List.of(
                                    columns.getColumnLabel(1),
                                    columns.getColumnLabel(2),
                                    columns.getColumnLabel(3),
                                    columns.getColumnLabel(4)))
                    .containsExactly("", "two", "the third (EUR)", "a b");
        }
    }

    @Test
    void tenThousandRowsArriveInOrderInPacketsOfAnySize() throws Exception {
        for (int packetBytes : new int[] {512, 4_096, 32_767}) {
            String url = server.url() + ";packetSize=" + packetBytes;
            try (Connection connection =
                            DriverManager.getConnection(
                                    url, FakeSqlServer.USER, FakeSqlServer.PASSWORD);
                    Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery(
                                    "SELECT X, 'row number ' || X, CAST(X AS DECIMAL(12, 3)) / 8"
                                            + " FROM SYSTEM_RANGE(1, 10000)")) {
                int expected = 0;
                while (rows.next()) {
                    expected++;
                    assertThat(rows.getInt(1)).isEqualTo(expected);
                    assertThat(rows.getString(2)).isEqualTo("row number " + expected);
                    assertThat(rows.getBigDecimal(3))
                            .isEqualByComparingTo(new BigDecimal(expected * 0.125));
                }
                assertThat(expected).as("packets of %d bytes", packetBytes).isEqualTo(10_000);
            }
        }
    }

    @Test
    void longTextGoesInAndOutOverManyPackets() throws Exception {
        String text = (UNICODE + "\n").repeat(20_000);
        server.prepare("CREATE TABLE notes (id INT, text NVARCHAR(MAX))");
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO notes VALUES (1, N%s)".formatted(quoted(text)));
            insert(connection, text);
            assertThat(Answers.rows(connection, "SELECT text FROM notes ORDER BY id"))
                    .containsExactly(text, text);
        }
    }

    private static void insert(Connection connection, String text) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO notes VALUES (2, ?)")) {
            statement.setNString(1, text);
            assertThat(statement.executeUpdate()).isOne();
        }
    }

    @Test
    void parametersOfEveryTypeArriveAndNullsToo() throws Exception {
        server.prepare(
                "CREATE TABLE given (a INT, b BIGINT, c DECIMAL(20, 5), d FLOAT, e NVARCHAR(90), f BIT,"
                        + " g DATE, h DATETIME2(7))");
        Object[] values = {
            -5,
            Long.MIN_VALUE,
            new BigDecimal("-98765.43210"),
            1e-9,
            UNICODE,
            false,
            LocalDate.of(1999, 12, 31),
            LocalDateTime.of(2001, 2, 3, 4, 5, 6, 700)
        };
        try (Connection connection = server.connect()) {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO given VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (int at = 0; at < values.length; at++) {
                    insert.setObject(at + 1, values[at]);
                }
                assertThat(insert.executeUpdate()).isOne();
                for (int at = 0; at < values.length; at++) {
                    insert.setObject(at + 1, null);
                }
                assertThat(insert.executeUpdate()).isOne();
            }
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("SELECT * FROM given ORDER BY b DESC")) {
                assertThat(rows.next()).isTrue();
                for (int at = 0; at < values.length; at++) {
                    assertThat(rows.getObject(at + 1, values[at].getClass())).isEqualTo(values[at]);
                }
                assertThat(rows.next()).isTrue();
                for (int at = 0; at < values.length; at++) {
                    assertThat(rows.getObject(at + 1)).isNull();
                }
            }
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
