package dev.understudy.data.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Dialect;
import dev.understudy.data.offline.DataPlan.Declined;
import dev.understudy.data.offline.DataPlan.Planned;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Questions that look easier than they are. */
class PlannerTrapsTest {
    private static DataPlan plan(String question) {
        return DataPlanner.plan(
                question, ShopCatalogue.in(Dialect.DUCKDB), LocalDate.of(2026, 11, 15));
    }

    @Test
    void whatCanMeanTwoThingsIsDeclined() {
        var questions =
                List.of(
                        "average quantity per order",
                        "average revenue per customer",
                        "customers who bought Tea and Lamps",
                        "customers with total over 5000",
                        "orders with quantity over 10",
                        "orders with no customers",
                        "best customers",
                        "biggest customers",
                        "total items",
                        "customers in 2025",
                        "orders in March",
                        "revenue in 2025 and 2026",
                        "share of cancelled orders by month",
                        "top 3 products per country",
                        "customers and orders",
                        "show me customers and their total revenue",
                        "first 5 customers",
                        "5 customers",
                        "revenue without Germany",
                        "orders over 500 dollars",
                        "orders by country by Germany");
        for (var question : questions) {
            assertThat(plan(question)).as(question).isInstanceOf(Declined.class);
        }
    }

    @Test
    void whatIsSaidOfOtherRowsMultipliesNone() {
        var questions =
                Map.of(
                        "customers who bought Tea in 2025",
                        "WHERE EXISTS (SELECT 1 FROM order_items",
                        "customers without orders in 2026",
                        "WHERE NOT EXISTS (SELECT 1 FROM orders WHERE orders.customer_id ="
                                + " customers.customer_id AND orders.order_date >=",
                        "customers with more than 5 orders",
                        "WHERE (SELECT COUNT(*) FROM orders WHERE",
                        "customers who spent more than 1000",
                        "WHERE (SELECT COALESCE(SUM(orders.total), 0) FROM orders WHERE",
                        "products never ordered",
                        "WHERE NOT EXISTS (SELECT 1 FROM order_items");
        questions.forEach((question, sql) ->
                assertThat(plan(question))
                        .as(question)
                        .isInstanceOfSatisfying(
                                Planned.class,
                                planned ->
                                        assertThat(planned.sql().replace("\n", " "))
                                                .contains(sql)));
    }

    @Test
    void thePeriodThatIsMeantIsWrittenOut() {
        var periods =
                Map.ofEntries(
                        Map.entry("last month", "from 2026-10-01 to 2026-10-31"),
                        Map.entry("this year", "from 2026-01-01 to 2026-12-31"),
                        Map.entry("last week", "from 2026-11-02 to 2026-11-08"),
                        Map.entry("last 30 days", "from 2026-10-17 to 2026-11-15"),
                        Map.entry("yesterday", "on 2026-11-14"),
                        Map.entry("since June", "from 2026-06-01 on"),
                        Map.entry("since December", "from 2025-12-01 on"),
                        Map.entry("in Q2 2025", "from 2025-04-01 to 2025-06-30"),
                        Map.entry("in the second half of 2025", "from 2025-07-01 to 2025-12-31"),
                        Map.entry("before 2026", "before 2026-01-01"),
                        Map.entry("after March 2026", "from 2026-04-01 on"),
                        Map.entry("on 5 March 2026", "on 2026-03-05"),
                        Map.entry("on March 5, 2026", "on 2026-03-05"),
                        Map.entry(
                                "between 2025-01-01 and 2025-03-31",
                                "from 2025-01-01 to 2025-03-31"),
                        Map.entry(
                                "from January 2025 to March 2025",
                                "from 2025-01-01 to 2025-03-31"));
        periods.forEach((said, understood) ->
                assertThat(plan("how many orders " + said))
                        .as(said)
                        .isInstanceOfSatisfying(
                                Planned.class,
                                planned ->
                                        assertThat(planned.understood())
                                                .contains("orders.order_date " + understood)));
    }
}
