package dev.understudy.data.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Dialect;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What passes the guard, on a real DuckDB. */
class GuardedDuckDbTest {
    /** Calls that DuckDB's grammar knows, and so not its list of functions. */
    private static final Set<String> GRAMMAR =
            Set.of(
                    "all",
                    "any",
                    "some",
                    "exists",
                    "coalesce",
                    "ifnull",
                    "extract",
                    "cube",
                    "rollup",
                    "grouping",
                    "grouping_id",
                    "percentile_cont",
                    "percentile_disc",
                    "current_time",
                    "current_timestamp",
                    "localtime",
                    "localtimestamp");

    private static DuckDbShop shop;

    @BeforeAll
    static void open() throws SQLException {
        shop = new DuckDbShop();
    }

    @AfterAll
    static void close() throws SQLException {
        shop.close();
    }

    @TestFactory
    Stream<DynamicTest> whatIsSentGivesTheRowsOfTheOriginal() {
        var catalogue = ShopCatalogue.of(Dialect.DUCKDB);
        return StatementCorpus.legitimate(Dialect.DUCKDB).stream()
                .filter(it ->
                        ReadOnlyGuard.check(it.sql(), catalogue) instanceof GuardVerdict.Allowed)
                .map(it -> DynamicTest.dynamicTest(it.name(), () -> sameRows(it.sql())));
    }

    private static void sameRows(String sql) throws SQLException {
        var verdict =
                (GuardVerdict.Allowed) ReadOnlyGuard.check(sql, ShopCatalogue.of(Dialect.DUCKDB));
        assertThat(shop.rows(verdict.sql().text())).isEqualTo(shop.rows(sql));
    }

    @Test
    void alsoTheQuestionsThatAreNotReadAreQuestions() throws SQLException {
        for (var entry : StatementCorpus.legitimate(Dialect.DUCKDB))
            assertThat(shop.rows(entry.sql())).as(entry.name()).isNotNull();
    }

    @Test
    void theListedFunctionsAreThere() throws SQLException {
        var known =
                List.copyOf(
                        shop.firstColumn(
                                "SELECT DISTINCT lower(function_name) FROM duckdb_functions()"));
        var names = AllowedNames.of(Dialect.DUCKDB);
        assertThat(names.functions()).filteredOn(it -> !known.contains(it)).isSubsetOf(GRAMMAR);
        assertThat(known).containsAll(names.tableFunctions());
    }

    @Test
    void theListedFunctionsHaveNoEffects() throws SQLException {
        var withEffects =
                shop.firstColumn(
                        "SELECT DISTINCT lower(function_name) FROM duckdb_functions() WHERE has_side_effects");
        assertThat(withEffects).contains("nextval");
        assertThat(AllowedNames.of(Dialect.DUCKDB).functions())
                .filteredOn(withEffects::contains)
                .isSubsetOf("random");
    }
}
