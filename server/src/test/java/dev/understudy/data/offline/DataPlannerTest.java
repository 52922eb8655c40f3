package dev.understudy.data.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Dialect;
import dev.understudy.data.offline.DataPlan.Declined;
import dev.understudy.data.offline.DataPlan.Planned;
import dev.understudy.data.result.ChartWish;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is planned, as text: the same question in each dialect, and what is declined and why. */
class DataPlannerTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 15);

    private static String sql(String question, Dialect dialect) {
        var plan = DataPlanner.plan(question, ShopCatalogue.in(dialect), TODAY);
        return plan instanceof Planned(var sql, _, _)
                ? sql.replace("\n", " ")
                : "declined: " + plan;
    }

    private static Declined declined(String question) {
        return (Declined) DataPlanner.plan(question, ShopCatalogue.in(Dialect.DUCKDB), TODAY);
    }

    @Test
    void theFirstAreTakenAsEachDialectSaysIt() {
        var ranked =
                "customers.name, SUM(orders.total) AS sum_of_total FROM orders"
                        + " JOIN customers ON customers.customer_id = orders.customer_id"
                        + " GROUP BY customers.customer_id, customers.name"
                        + " ORDER BY sum_of_total DESC, customers.name, customers.customer_id";
        for (var dialect : List.of(Dialect.DUCKDB, Dialect.POSTGRESQL, Dialect.MARIADB)) {
            assertThat(sql("Show me top 5 customers", dialect))
                    .as(dialect.title())
                    .isEqualTo("SELECT " + ranked + " LIMIT 5");
        }
        assertThat(sql("Show me top 5 customers", Dialect.SQLSERVER))
                .isEqualTo("SELECT TOP (5) " + ranked);
    }

    @Test
    void monthsAndDaysAreWrittenAsEachDialectSaysIt() {
        var months =
                Map.of(
                        Dialect.DUCKDB, "STRFTIME(orders.order_date, '%Y-%m')",
                        Dialect.POSTGRESQL, "TO_CHAR(orders.order_date, 'YYYY-MM')",
                        Dialect.MARIADB, "DATE_FORMAT(orders.order_date, '%Y-%m')",
                        Dialect.SQLSERVER, "CONVERT(CHAR(7), orders.order_date, 126)");
        months.forEach((dialect, month) ->
                assertThat(sql("What was our revenue by month in 2025?", dialect))
                        .as(dialect.title())
                        .contains("SELECT " + month + " AS ")
                        .contains("GROUP BY " + month)
                        .contains("SUM(orders.total)")
                        .contains("'2025-01-01'")
                        .contains("'2026-01-01'"));
    }

    @Test
    void aValueStaysAValueWhateverItHolds() {
        assertThat(sql("customers in Côte d'Ivoire", Dialect.DUCKDB))
                .contains("country = 'Côte d''Ivoire'");
        assertThat(sql("customers in Côte d'Ivoire", Dialect.SQLSERVER))
                .contains("country = N'Côte d''Ivoire'");
        assertThat(sql("customers with name \"x\\\"", Dialect.MARIADB)).startsWith("declined");
        assertThat(sql("customers named \"'; DROP TABLE orders --\"", Dialect.DUCKDB))
                .contains("customers.name = '''; DROP TABLE orders --'");
    }

    @Test
    void aNameThatIsReservedIsQuoted() {
        assertThat(sql("revenue by product group", Dialect.MARIADB)).contains("products.`group`");
        assertThat(sql("revenue by product group", Dialect.SQLSERVER)).contains("products.[group]");
        assertThat(sql("revenue by product group", Dialect.POSTGRESQL))
                .contains("products.\"group\"");
    }

    @Test
    void moneyIsSummedWhereItIsNotCountedTwice() {
        assertThat(sql("revenue by country", Dialect.DUCKDB)).contains("SUM(orders.total)");
        assertThat(sql("revenue by product", Dialect.DUCKDB)).contains("SUM(order_items.amount)");
        assertThat(sql("total revenue", Dialect.DUCKDB))
                .isEqualTo("SELECT SUM(orders.total) AS sum_of_total FROM orders");
    }

    @Test
    void whatIsNotUnderstoodIsDeclinedWithItsWords() {
        assertThat(declined("top customers by satisfaction").words()).contains("satisfaction");
        assertThat(declined("revenue in Atlantis").words()).contains("Atlantis");
        assertThat(declined("").words()).isEmpty();
        assertThat(declined("x".repeat(501)).reason()).isEqualTo("the question is too long");
    }

    @Test
    void whatItTakesForGrantedIsSaid() {
        var plan = DataPlanner.plan("top 3 custmers", ShopCatalogue.in(Dialect.DUCKDB), TODAY);
        assertThat(((Planned) plan).understood())
                .contains("orders.total")
                .contains("whatever their orders.status")
                .contains("\"custmers\" is read as \"customer\"");
    }

    @Test
    void howItIsToBeShownMayBeSaidAndChangesNothingElse() {
        var plain = "total revenue by country";
        var wishes = new LinkedHashMap<String, ChartWish>();
        wishes.put("%s as a bar chart", ChartWish.BAR);
        wishes.put("%s as bar chart, please", ChartWish.BAR);
        wishes.put("bar chart of %s", ChartWish.BAR);
        wishes.put("Show me a bar graph of %s", ChartWish.BAR);
        wishes.put("%s in a column chart", ChartWish.BAR);
        wishes.put("%s as a line chart?", ChartWish.LINE);
        wishes.put("%s as a pie chart", ChartWish.PIE);
        wishes.put("A pie chart showing %s", ChartWish.PIE);
        wishes.put("%s with a pie chart", ChartWish.PIE);
        wishes.put("%s as a chart", ChartWish.AUTO);
        wishes.put("show %s in a table", ChartWish.NONE);
        wishes.put("%s without a chart", ChartWish.NONE);
        wishes.put("%s, no chart", ChartWish.NONE);
        var expected = (Planned) plan(plain);
        wishes.forEach((form, wish) -> {
            var question = form.formatted(plain);
            assertThat(plan(question))
                    .as(question)
                    .isEqualTo(new Planned(expected.sql(), expected.understood(), wish));
        });
    }

    @Test
    void aChartThatMayBelongToTheQuestionIsNotTakenOut() {
        for (var question :
                List.of(
                        "products in the charts",
                        "customers with charts",
                        "products with a table",
                        "products in the table with a chart of their sales")) {
            assertThat(plan(question)).as(question).isInstanceOf(Declined.class);
        }
    }

    private static DataPlan plan(String question) {
        return DataPlanner.plan(question, ShopCatalogue.in(Dialect.DUCKDB), TODAY);
    }
}
