package dev.understudy.data.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SampleShopTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static Connection shop(LocalDate today) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        SampleShop.load(connection, today);
        return connection;
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            var all = new ArrayList<String>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= columns; i++) {
                    row.add(rows.getString(i));
                }
                all.add(String.join(" | ", row));
            }
            return all;
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(rows(connection, sql).getFirst());
    }

    @Test
    void whatHappenedOnADayDoesNotChangeAsTimeGoesOn() throws SQLException {
        String until = " where order_date <= date '2026-06-30' order by all";
        var queries =
                List.of(
                        "from orders" + until,
                        "select order_items.* from order_items join orders using (order_id)"
                                + until,
                        "from customers where customer_since <= date '2026-06-30' order by all",
                        "from products order by all",
                        "from categories order by all");
        try (var earlier = shop(LocalDate.of(2026, 6, 30));
                var later = shop(LocalDate.of(2029, 2, 28))) {
            for (String query : queries) {
                assertThat(rows(later, query))
                        .as(query)
                        .isNotEmpty()
                        .isEqualTo(rows(earlier, query));
            }
            assertThat(number(later, "select count(*) from orders"))
                    .isGreaterThan(number(earlier, "select count(*) from orders"));
        }
    }

    @Test
    void theShopHasThePlannedSize() throws SQLException {
        try (var shop = shop(TODAY)) {
            var counts = new TreeMap<String, Long>();
            for (String table :
                    List.of("categories", "products", "customers", "orders", "order_items")) {
                counts.put(table, number(shop, "select count(*) from " + table));
            }
            assertThat(counts).containsEntry("categories", 6L).containsEntry("products", 60L);
            assertThat(counts.get("customers")).isBetween(180L, 220L);
            assertThat(counts.get("orders")).isBetween(9_000L, 14_000L);
            assertThat(counts.get("order_items")).isBetween(20_000L, 35_000L);
        }
    }

    @Test
    void eachFigureAgreesWithTheOthers() throws SQLException {
        var nothing =
                List.of(
                        "select * from order_items where amount <> quantity * unit_price",
                        "select * from order_items where amount <= 0",
                        "select o.order_id from orders o left join order_items using (order_id)"
                                + " group by all having any_value(o.total) is distinct from sum(amount)",
                        "select * from orders join customers using (customer_id)"
                                + " where order_date < customer_since",
                        "select * from orders where order_date not between date '2025-01-01'"
                                + " and date '2026-11-24'",
                        "select customer_name from customers group by 1 having count(*) > 1",
                        "select product_name from products group by 1 having count(*) > 1");
        try (var shop = shop(TODAY)) {
            for (String sql : nothing) {
                assertThat(rows(shop, sql)).as(sql).isEmpty();
            }
        }
    }

    @Test
    void theShopIsWorthAskingAbout() throws SQLException {
        var something =
                List.of(
                        "from customers where customer_id not in (select customer_id from orders)",
                        "from orders where status = 'cancelled'",
                        "from orders where status = 'returned'",
                        "from customers where country = 'Germany'",
                        "from orders where order_date = date '2026-11-24'");
        try (var shop = shop(TODAY)) {
            for (String sql : something) {
                assertThat(rows(shop, sql)).as(sql).isNotEmpty();
            }
            assertThat(rows(shop, yearly(12)).getFirst())
                    .as("December sells more than February")
                    .isGreaterThan(rows(shop, yearly(2)).getFirst());
            assertThat(
                            rows(
                                    shop,
                                    "select sum(total) from orders group by customer_id"
                                            + " order by 1 desc limit 6"))
                    .as("the ranks of the best customers are clear")
                    .hasSize(6)
                    .doesNotHaveDuplicates();
        }
    }

    private static String yearly(int month) {
        return "select count(*) from orders where year(order_date) = 2025 and month(order_date) = "
                + month;
    }

    @Test
    void aClockThatIsFarOffGivesTenYearsAtMost() throws SQLException {
        try (var shop = shop(LocalDate.of(9999, 12, 31))) {
            assertThat(rows(shop, "select max(order_date) from orders"))
                    .containsExactly("2035-01-01");
        }
        try (var shop = shop(LocalDate.EPOCH)) {
            assertThat(rows(shop, "select distinct order_date from orders"))
                    .containsExactly("2025-01-01");
        }
    }

    @Test
    void numbersOfASeedAreTheSameOnEveryMachine() {
        var random = new SampleRandom(42);
        assertThat(List.of(random.below(1000), random.below(1000), random.below(1000)))
                .isEqualTo(List.of(415, 288, 263));
    }
}
