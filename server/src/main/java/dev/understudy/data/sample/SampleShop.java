package dev.understudy.data.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * The made-up shop: what it sells, to whom, and each order from 2025 to today. What happened on a
 * day is computed from that day, so it never changes as time goes on.
 */
public final class SampleShop {
    /** The first day that has orders. */
    public static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);

    /** Years of orders at most, so that a wrong clock costs no more than a second. */
    public static final int MOST_YEARS = 10;

    private SampleShop() {}

    /**
     * Makes the tables and fills them; takes a few tenths of a second.
     *
     * @param connection a DuckDB connection to an empty database
     * @param today the last day that has orders
     */
    public static void load(Connection connection, LocalDate today) throws SQLException {
        LocalDate last = last(today);
        try (var statement = connection.createStatement()) {
            statement.execute(SampleSchema.TABLES);
            statement.execute(SampleSchema.COMMENTS);
        }
        var products = new SampleProducts();
        var customers = SampleCustomers.until(last);
        var rows = new SampleRows(connection.unwrap(DuckDBConnection.class));
        rows.categories(products.categories());
        rows.products(products.all());
        rows.customers(customers);
        var orders = orders(last, customers, products.all());
        rows.orders(orders);
        rows.items(orders);
    }

    private static LocalDate last(LocalDate today) {
        LocalDate end = FIRST_DAY.plusYears(MOST_YEARS);
        LocalDate bounded = today.isAfter(end) ? end : today;
        return bounded.isBefore(FIRST_DAY) ? FIRST_DAY : bounded;
    }

    private static List<SampleOrder> orders(
            LocalDate last, List<SampleCustomer> customers, List<SampleProduct> products) {
        var orders = new ArrayList<SampleOrder>();
        for (LocalDate day = FIRST_DAY; !day.isAfter(last); day = day.plusDays(1)) {
            orders.addAll(new SampleDay(day, customers, products).orders(orders.size() + 1L));
        }
        return orders;
    }
}
