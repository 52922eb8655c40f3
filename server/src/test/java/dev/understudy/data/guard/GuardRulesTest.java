package dev.understudy.data.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.catalogue.TableName;
import dev.understudy.data.guard.GuardVerdict.Allowed;
import dev.understudy.data.guard.GuardVerdict.Refused;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DUCKDB | SELECT FROM WHERE | UNREADABLE",
                "DUCKDB | SELECT 'a | UNREADABLE",
                "DUCKDB | SELECT 1; SELECT 2 | ONE_STATEMENT",
                "DUCKDB | -- nothing | ONE_STATEMENT",
                "DUCKDB | DELETE FROM orders | ONLY_READS",
                "DUCKDB | COPY orders TO 'x' | ONLY_READS",
                "DUCKDB | SELECT * INTO x FROM orders | ONLY_READS",
                "DUCKDB | SELECT * FROM orders FOR UPDATE | ONLY_READS",
                "POSTGRESQL | WITH a AS (DELETE FROM orders RETURNING *) SELECT * FROM a | ONLY_READS",
                "SQLSERVER | SELECT 1 SHUTDOWN | ONLY_READS",
                "DUCKDB | SELECT getenv('HOME') | UNKNOWN_FUNCTION",
                "POSTGRESQL | SELECT current_user | UNKNOWN_FUNCTION",
                "POSTGRESQL | SELECT pg_catalog.upper('a') | UNKNOWN_FUNCTION",
                "POSTGRESQL | SELECT \"upper\"('a') | UNKNOWN_FUNCTION",
                "DUCKDB | SELECT * FROM read_csv('x') | UNKNOWN_FUNCTION",
                "DUCKDB | SELECT * FROM payroll | UNKNOWN_TABLE",
                "DUCKDB | SELECT * FROM 'orders.csv' | UNKNOWN_TABLE",
                "DUCKDB | SELECT * FROM other.main.orders | UNKNOWN_TABLE",
                "SQLSERVER | SELECT * FROM orders WITH (TABLOCKX) | UNREADABLE",
                "MARIADB | SELECT @a | UNKNOWN_CONSTRUCT",
                "POSTGRESQL | SELECT 'x'::regclass | UNKNOWN_CONSTRUCT",
                "POSTGRESQL | SELECT orders.total FROM orders | UNKNOWN_CONSTRUCT",
                "POSTGRESQL | SELECT repeat('x', 1001) | TOO_LARGE",
                "POSTGRESQL | SELECT repeat('x', 1000 * 1000) | TOO_LARGE",
                "POSTGRESQL | SELECT * FROM generate_series(1, 1000001) | TOO_LARGE",
            })
    void aRefusalNamesTheRule(Dialect dialect, String sql, GuardRule rule) {
        assertThat(refused(dialect, sql).rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM custmers | customers",
                "SELECT * FROM public.order_item | order_items",
                "SELECT * FROM order | orders",
                "SELECT strftme(ordered_at) FROM orders | strftime",
                "SELECT date_trnc('month', ordered_at) FROM orders | date_trunc",
            })
    void aRefusalNamesWhatWasPerhapsMeant(String sql, String nearest) {
        var refused = refused(sql.contains("strf") ? Dialect.DUCKDB : Dialect.POSTGRESQL, sql);
        if (refused.rule() != GuardRule.UNREADABLE) assertThat(refused.nearest()).contains(nearest);
        assertThat(refused.message()).isNotBlank();
    }

    @Test
    void theMessageOfAnUnknownTableNamesTheTables() {
        assertThat(refused(Dialect.MARIADB, "SELECT * FROM mysql.user").message())
                .contains("mysql.user", "customers", "order_items");
    }

    @Test
    void theMessageOfAnUnreadableStatementSaysWhere() {
        assertThat(refused(Dialect.DUCKDB, "SELECT name FROM orders o GROUP WHERE 1").message())
                .contains("'GROUP'", "character 27");
    }

    @Test
    void theMessageOfAnUnknownColumnNamesItsTableAndTheNearest() {
        var refused = refused(Dialect.POSTGRESQL, "SELECT o.custmer_id FROM orders o");
        assertThat(refused.message()).contains("custmer_id");
        assertThat(refused.nearest()).contains("customer_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM orders",
                "SELECT * FROM ORDERS",
                "SELECT * FROM \"orders\"",
                "SELECT * FROM public.orders",
                "SELECT * FROM Public.\"orders\"",
                "SELECT * FROM sales.leads",
                "SELECT public.orders.id FROM public.orders",
                "WITH leads AS (SELECT 1 AS a) SELECT * FROM leads",
                "WITH a AS (SELECT 1 AS x), b AS (SELECT * FROM a) SELECT (SELECT max(x) FROM b) FROM orders",
                "SELECT * FROM (WITH a AS (SELECT 1 AS x) SELECT * FROM a) AS t",
                "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT * FROM r",
            })
    void tablesOfTheCatalogueAndCommonTableExpressionsMayBeNamed(String sql) {
        assertThat(ReadOnlyGuard.check(sql, twoSchemas())).isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM leads",
                "SELECT * FROM sales.orders",
                "SELECT * FROM main.public.orders",
                "SELECT * FROM \"public.orders\"",
                "WITH a AS (SELECT 1 AS x) SELECT * FROM public.a",
                "WITH a AS (SELECT * FROM b), b AS (SELECT 1 AS x) SELECT * FROM a",
                "WITH b AS (SELECT * FROM b) SELECT * FROM b",
                "WITH RECURSIVE b AS (SELECT * FROM b) SELECT * FROM b",
                "WITH RECURSIVE b AS (SELECT * FROM b UNION ALL SELECT * FROM b) SELECT * FROM b",
                "SELECT (WITH b AS (SELECT 1 AS x) SELECT x FROM b), (SELECT x FROM b)",
                "WITH \"B\" AS (SELECT 1 AS x) SELECT * FROM b",
            })
    void otherTablesMayNot(String sql) {
        assertThat(ReadOnlyGuard.check(sql, twoSchemas())).isInstanceOf(Refused.class);
    }

    @Test
    void aSourceWithoutSchemasHasTablesWithoutThem() {
        var catalogue = new Catalogue("files", Dialect.DUCKDB, "", List.of(table("", "sales")));
        assertThat(ReadOnlyGuard.check("SELECT * FROM sales", catalogue))
                .isInstanceOf(Allowed.class);
        assertThat(ReadOnlyGuard.check("SELECT * FROM main.sales", catalogue))
                .isInstanceOf(Refused.class);
        assertThat(ReadOnlyGuard.check("SELECT * FROM \"\".sales", catalogue))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aSourceWithoutTablesCanStillCompute() {
        var catalogue = new Catalogue("none", Dialect.POSTGRESQL, "public", List.of());
        assertThat(ReadOnlyGuard.check("SELECT 1 + 1 AS two", catalogue))
                .isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DUCKDB | SELECT  1 -- one | SELECT 1",
                "DUCKDB | SELECT 1 ; ; | SELECT 1",
                "DUCKDB | SELECT/**/1 | SELECT 1",
                "POSTGRESQL | SELECT DATE'2025-01-01' | SELECT DATE '2025-01-01'",
                "MARIADB | SELECT \"it's\" | SELECT 'it''s'",
                "SQLSERVER | SELECT N'a' AS [x y] | SELECT N'a' AS [x y]",
            })
    void whatIsSentHasNoCommentsAndNoSemicolon(Dialect dialect, String sql, String sent) {
        var verdict = (Allowed) ReadOnlyGuard.check(sql, ShopCatalogue.of(dialect));
        assertThat(verdict.sql().text().replace("'", "")).isEqualTo(sent.replace("'", ""));
        assertThat(verdict.sql().dialect()).isEqualTo(dialect);
    }

    @Test
    void theTextOfAStatementIsKeptAsItIs() {
        var sql = "SELECT 'a  b -- c /* d */ ; ''e''' AS x";
        var verdict = (Allowed) ReadOnlyGuard.check(sql, ShopCatalogue.of(Dialect.DUCKDB));
        assertThat(verdict.sql().text()).isEqualTo(sql);
    }

    @Test
    void anInterruptedCallerGetsAVerdictAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        var verdict = ReadOnlyGuard.check("DROP TABLE orders", ShopCatalogue.of(Dialect.DUCKDB));
        var passing = ReadOnlyGuard.check("SELECT 1", ShopCatalogue.of(Dialect.DUCKDB));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(verdict).isInstanceOf(Refused.class);
        assertThat(passing).isNotNull();
    }

    private static Refused refused(Dialect dialect, String sql) {
        return (Refused) ReadOnlyGuard.check(sql, ShopCatalogue.of(dialect));
    }

    private static Catalogue twoSchemas() {
        var tables = List.of(table("public", "orders"), table("sales", "leads"));
        return new Catalogue("two", Dialect.POSTGRESQL, "public", tables);
    }

    private static Table table(String schema, String name) {
        var column =
                new dev.understudy.data.catalogue.Column(
                        "id",
                        dev.understudy.data.catalogue.ColumnType.INTEGER,
                        "",
                        false,
                        "",
                        List.of());
        return new Table(
                new TableName(schema, name),
                "",
                List.of(column),
                List.of(),
                List.of(),
                OptionalLong.empty());
    }
}
