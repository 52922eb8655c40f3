package dev.understudy.data.source.jdbc;

import dev.understudy.data.Cancellation;
import dev.understudy.data.Dialect;
import dev.understudy.data.guard.StatementCorpus;
import dev.understudy.data.guard.UncheckedSql;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.StatementResult;
import dev.understudy.settings.Addresses;
import dev.understudy.tds.FakeSqlServer;
import dev.understudy.time.SystemTime;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shop of the guard's corpora on the fake of SQL Server, with what H2 does not have as canned
 * answers: the login's permissions and the system's views.
 */
final class FakeShop implements AutoCloseable {
    static final ResultLimits LIMITS =
            new ResultLimits(1_000, 1_000_000, 1_000, Duration.ofSeconds(20));

    /** Parts of the product's own queries, by which the fake knows them. */
    static final String SERVER_PERMISSIONS = "fn_my_permissions(NULL, 'SERVER')";

    static final String DATABASE_PERMISSIONS = "fn_my_permissions(NULL, 'DATABASE')";
    static final String CHANGEABLE_TABLES = "'can change '";
    private static final String REMEDY = "SELECT 'CREATE LOGIN understudy_reader";
    private static final String COLUMNS = "JOIN sys.columns c ON c.object_id = o.object_id";
    private static final String PRIMARY_KEYS = "FROM sys.key_constraints k";
    private static final String FOREIGN_KEYS = "FROM sys.foreign_keys k";

    private static final List<String> ONE = List.of("");

    final FakeSqlServer server;

    FakeShop() throws IOException, SQLException {
        server = new FakeSqlServer();
        server.prepare(StatementCorpus.schema(Dialect.SQLSERVER).toArray(String[]::new));
        canPermissions();
        canCatalogue();
    }

    /** As of a login that can only read. */
    private void canPermissions() {
        for (var query : List.of(SERVER_PERMISSIONS, DATABASE_PERMISSIONS, CHANGEABLE_TABLES)) {
            server.answering(query, ONE, List.of());
        }
        server.answering(REMEDY, ONE, List.of(List.of("CREATE LOGIN … db_datareader")));
    }

    private void canCatalogue() throws SQLException {
        server.answering(COLUMNS, columnsOf(10), catalogueColumns());
        server.answering(
                PRIMARY_KEYS,
                columnsOf(3),
                List.of(
                        List.of("dbo", "customers", "id"),
                        List.of("dbo", "order_items", "order_id"),
                        List.of("dbo", "order_items", "product_id")));
        server.answering(
                FOREIGN_KEYS,
                columnsOf(7),
                List.of(
                        List.of("dbo", "orders", "fk1", "customer_id", "dbo", "customers", "id"),
                        List.of("dbo", "order_items", "fk2", "order_id", "dbo", "orders", "id")));
    }

    private List<List<@Nullable Object>> catalogueColumns() throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        var query =
                """
                SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, IS_NULLABLE FROM INFORMATION_SCHEMA.COLUMNS
                WHERE TABLE_SCHEMA = 'dbo' ORDER BY TABLE_NAME, ORDINAL_POSITION
                """;
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            while (found.next()) {
                var row = new ArrayList<@Nullable Object>();
                row.addAll(List.of("dbo", found.getString(1), "a table", 6L, found.getString(2)));
                String type = type(found.getString(3));
                row.addAll(List.of(type, type, found.getString(4).equals("YES"), "a column", ""));
                rows.add(row);
            }
        }
        return rows;
    }

    private static String type(String h2) {
        return switch (h2) {
            case "INTEGER" -> "int";
            case "NUMERIC", "DECIMAL" -> "decimal";
            case "DATE" -> "date";
            case "TIMESTAMP" -> "datetime2";
            case "BOOLEAN" -> "bit";
            default -> "nvarchar";
        };
    }

    private static List<String> columnsOf(int count) {
        return Collections.nCopies(count, "");
    }

    JdbcSource source() {
        return source(FakeSqlServer.PASSWORD, false);
    }

    JdbcSource source(String password, boolean writableAllowed) {
        var address =
                "sqlserver://%s:%s@127.0.0.1:%d/%s?encrypt=false"
                        .formatted(
                                FakeSqlServer.USER,
                                password,
                                server.port(),
                                FakeSqlServer.DATABASE);
        return JdbcSource.open(
                new JdbcOptions(
                        "shop",
                        Addresses.of(address),
                        List.of(),
                        writableAllowed,
                        Duration.ofMillis(50)),
                SystemTime.ticker());
    }

    /** Runs what no guard has seen. */
    static StatementResult run(JdbcSource source, String sql) {
        return run(source, sql, LIMITS, new Cancellation());
    }

    static StatementResult run(
            JdbcSource source, String sql, ResultLimits limits, Cancellation cancellation) {
        return source.run(UncheckedSql.of(sql, Dialect.SQLSERVER), limits, cancellation);
    }

    /** The texts of all that came over the wire. */
    List<String> statementsOnTheWire() {
        return server.received().stream().map(it -> it.sql()).toList();
    }

    @Override
    public void close() throws IOException, SQLException {
        server.close();
    }
}
