package dev.understudy.data.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Dialect;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Statements made to be hard. The time limits only keep a hanging test from stopping the others.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GuardWorstCaseTest {
    private static final int LONG = 20_000;

    @TestFactory
    Stream<DynamicTest> hardStatementsGetAVerdict() {
        return hard().entrySet().stream()
                .flatMap(it ->
                        Stream.of(8, 40, 59, 400, 3_000)
                                .map(n -> test(it.getKey() + " " + n, it.getValue().apply(n))));
    }

    private static DynamicTest test(String name, String sql) {
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    for (var dialect : Dialect.values())
                        assertThat(ReadOnlyGuard.check(sql, ShopCatalogue.of(dialect))).isNotNull();
                });
    }

    private static Map<String, IntFunction<String>> hard() {
        var hard = new LinkedHashMap<String, IntFunction<String>>();
        hard.put("parentheses", n -> "SELECT " + nested("(", "1", ")", n));
        hard.put("parentheses only", n -> "(".repeat(n));
        hard.put("parentheses that do not close", n -> "SELECT " + "(".repeat(n) + "1");
        hard.put(
                "conditions",
                n -> "SELECT 1 FROM orders WHERE " + nested("(id = 1 OR ", "id = 2", ")", n));
        hard.put("calls", n -> "SELECT " + nested("coalesce(", "1", ", 2)", n));
        hard.put("calls that do not close", n -> "SELECT " + "coalesce(id, (".repeat(n));
        hard.put(
                "cases",
                n ->
                        "SELECT "
                                + nested("CASE WHEN id = 1 THEN ", "1", " ELSE 2 END", n)
                                + " FROM orders");
        hard.put("cases that do not close", n -> "SELECT " + "CASE WHEN (id = 1 AND (".repeat(n));
        hard.put("queries", n -> nested("SELECT * FROM (", "SELECT 1 AS a", ") x", n));
        hard.put(
                "queries in conditions",
                n -> "SELECT 1 WHERE " + nested("1 IN (SELECT 1 WHERE ", "1 = 1", ")", n));
        hard.put(
                "common table expressions",
                n -> nested("WITH a AS (", "SELECT 1 AS b", ") SELECT * FROM a", n));
        hard.put("unions", n -> "SELECT 1" + " UNION ALL SELECT 1".repeat(n));
        hard.put("sums", n -> "SELECT 1" + " + 1".repeat(n));
        hard.put(
                "conjunctions", n -> "SELECT 1 FROM orders WHERE id = 1" + " AND id = 1".repeat(n));
        hard.put("negations", n -> "SELECT 1 FROM orders WHERE " + "NOT ".repeat(n) + "id = 1");
        hard.put("signs", n -> "SELECT " + "- ".repeat(n) + "1");
        hard.put("values in a list", n -> "SELECT 1 FROM orders WHERE id IN (" + list(n) + ")");
        hard.put("columns", n -> "SELECT " + list(n) + " FROM orders");
        hard.put("joins", n -> "SELECT 1 FROM orders" + " CROSS JOIN orders".repeat(n));
        hard.put("casts", n -> "SELECT 1" + "::int".repeat(n));
        hard.put("arrays", n -> "SELECT " + nested("[", "1", "]", n));
        hard.put("quotes", n -> "SELECT '" + "''".repeat(n) + "'");
        hard.put("comments", n -> "SELECT 1" + " /* */".repeat(n));
        hard.put("words", n -> "SELECT " + "a ".repeat(n));
        hard.put("dots", n -> "SELECT a" + ".a".repeat(n) + " FROM orders");
        return hard;
    }

    @Test
    void aStatementThatIsTooLongIsRefused() {
        var sql = "SELECT '" + "a".repeat(LONG) + "'";
        assertThat(rule(sql)).isEqualTo(GuardRule.TOO_LARGE);
    }

    @Test
    void parenthesesThatAreTooDeepAreRefused() {
        assertThat(rule("SELECT " + nested("(", "1", ")", 61))).isEqualTo(GuardRule.TOO_LARGE);
        assertThat(
                        ReadOnlyGuard.check(
                                "SELECT " + nested("(", "1", ")", 60),
                                ShopCatalogue.of(Dialect.DUCKDB)))
                .isInstanceOf(GuardVerdict.Allowed.class);
    }

    @Test
    void aLongListOfValuesIsAllowed() {
        var sql = "SELECT * FROM orders WHERE id IN (" + list(3_000) + ")";
        assertThat(ReadOnlyGuard.check(sql, ShopCatalogue.of(Dialect.POSTGRESQL)))
                .isInstanceOf(GuardVerdict.Allowed.class);
    }

    @Test
    void noThreadIsLeftBehind() {
        for (var i = 0; i < 20; i++) rule("SELECT " + "CASE WHEN (id = 1 AND (".repeat(29));
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(it -> it.getName().equals("guard"));
    }

    private static GuardRule rule(String sql) {
        return ((GuardVerdict.Refused) ReadOnlyGuard.check(sql, ShopCatalogue.of(Dialect.DUCKDB)))
                .rule();
    }

    private static String nested(String before, String middle, String after, int times) {
        return before.repeat(times) + middle + after.repeat(times);
    }

    private static String list(int size) {
        return IntStream.range(0, size).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }
}
