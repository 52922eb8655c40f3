package dev.understudy.agent.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.agent.ShopCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterValuesTest {
    private static List<String> unknown(String where) {
        var sql = "SELECT * FROM customers c JOIN orders o USING (customer_id) WHERE " + where;
        return FilterValues.in(sql, UsedTables.of(sql, ShopCatalogue.SHOP)).stream()
                .map(it -> it.column() + "=" + it.value())
                .toList();
    }

    @Test
    void aValueThatItsColumnNeverHasIsFound() {
        assertThat(unknown("country = 'germany'")).containsExactly("country=germany");
        assertThat(unknown("c.\"country\"='Germny' AND status = 'completed'"))
                .containsExactly("country=Germny");
        assertThat(unknown("o.[status] IN ('done', 'sent')"))
                .containsExactly("status=done", "status=sent");
        assertThat(unknown("channel LIKE '%web%'")).containsExactly("channel=%web%");
        assertThat(unknown("lower(country) = 'atlantis'")).containsExactly("country=atlantis");
        assertThat(unknown("country = 'O''Land'")).containsExactly("country=O'Land");
    }

    @Test
    void whatCanMatchIsLeftAlone() {
        for (var where :
                List.of(
                        "country = 'Germany'",
                        "lower(c.country) = 'germany'",
                        "country ILIKE 'ger%'",
                        "country LIKE 'Ger%'",
                        "status IN ('done', 'completed')",
                        "customer_name = 'Nobody'",
                        "country <> 'Atlantis'",
                        "country != 'Atlantis'",
                        "country NOT IN ('Atlantis')",
                        "order_date >= '2025-01-01'",
                        "'x' = 'y'",
                        "country = 'Germ")) {
            assertThat(unknown(where)).as(where).isEmpty();
        }
    }

    @Test
    void theNearestValuesAreOffered() {
        var sql = "SELECT * FROM customers WHERE region = 'South Europe'";
        assertThat(
                        FilterValues.in(sql, UsedTables.of(sql, ShopCatalogue.SHOP))
                                .getFirst()
                                .nearest())
                .startsWith("Southern Europe");
    }

    @Test
    void hostileStatementsEndQuickly() {
        assertThat(unknown("country = '" + "''".repeat(9_000))).isEmpty();
        assertThat(unknown("a".repeat(18_000))).isEmpty();
        assertThat(unknown("country in (" + "'x',".repeat(4_000))).isNotEmpty();
    }
}
