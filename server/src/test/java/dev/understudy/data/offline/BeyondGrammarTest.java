package dev.understudy.data.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Dialect;
import dev.understudy.data.offline.DataPlan.Declined;
import dev.understudy.data.offline.DataPlan.Planned;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Phrases made of known words that ask for something else than the words say one by one. */
class BeyondGrammarTest {
    private static DataPlan plan(String question) {
        return DataPlanner.plan(
                question, ShopCatalogue.in(Dialect.DUCKDB), LocalDate.of(2026, 11, 15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders of the biggest customer",
                "orders of the top 3 customers",
                "orders from the newest customers",
                "products in the top category",
                "orders of customers with the latest order",
                "customer with the latest order",
                "revenue up to March 2026",
                "orders up to 2026-03-31",
                "revenue to March 2026",
                "customers with only cancelled orders",
                "customers who only ordered online",
                "customers with all orders cancelled",
                "customers where all orders are completed",
                "are all orders completed?",
                "do all customers have orders?",
                "what did customers in Germany order in 2026",
                "when do customers order",
                "where do our customers come from",
                "who bought the most products",
                "what do customers in Germany like",
                "customers not in Germany and in France",
                "customers with over 5 orders and under 10",
                "revenue over 2026",
                "list customers and their orders",
                "products with their category",
                "customers who bought the most products",
                "last month with orders",
                "orders placed by customers from Germany",
                "revenue with cancelled orders",
                "orders in the past year",
            })
    void isDeclinedRatherThanReadWordByWord(String question) {
        assertThat(plan(question)).isInstanceOf(Declined.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Show me top 5 customers",
                "the 3 cheapest products",
                "revenue in the last 30 days",
                "orders from 2026-01-01 to 2026-03-31",
                "customers who bought Tea in 2025",
                "show all customers",
                "I would like to see all orders in 2025",
                "orders until March 2026",
                "revenue by month from January 2025 to March 2025",
                "customers with more than 5 orders",
            })
    void whatIsOnlyLikeItIsStillAnswered(String question) {
        assertThat(plan(question)).isInstanceOf(Planned.class);
    }
}
