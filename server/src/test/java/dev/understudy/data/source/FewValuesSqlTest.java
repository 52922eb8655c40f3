package dev.understudy.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.TableName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FewValuesSqlTest {
    @Test
    void eachDialectHasItsOwnWords() {
        var table = new TableName("a", "b c");
        Map.of(
                        Dialect.DUCKDB,
                        "SELECT DISTINCT d FROM (SELECT d FROM \"a\".\"b c\" LIMIT 9) t"
                                + " WHERE d IS NOT NULL ORDER BY 1 LIMIT 26",
                        Dialect.POSTGRESQL,
                        "SELECT DISTINCT d FROM (SELECT d FROM \"a\".\"b c\" LIMIT 9) t"
                                + " WHERE d IS NOT NULL ORDER BY 1 LIMIT 26",
                        Dialect.MARIADB,
                        "SELECT DISTINCT d FROM (SELECT d FROM `a`.`b c` LIMIT 9) t"
                                + " WHERE d IS NOT NULL ORDER BY 1 LIMIT 26",
                        Dialect.SQLSERVER,
                        "SELECT DISTINCT TOP 26 d FROM (SELECT TOP 9 d FROM [a].[b c]) t"
                                + " WHERE d IS NOT NULL ORDER BY 1")
                .forEach((dialect, sql) ->
                        assertThat(
                                        FewValuesSql.distinct(
                                                dialect,
                                                FewValuesSql.firstRows(dialect, table, "d", 9),
                                                "d"))
                                .isEqualTo(sql));
    }
}
