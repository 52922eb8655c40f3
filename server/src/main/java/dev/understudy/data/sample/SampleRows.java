package dev.understudy.data.sample;

import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes the sample's rows by DuckDB's appender: some hundred times faster than INSERT. */
final class SampleRows {
    private final DuckDBConnection connection;

    SampleRows(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** Writes one row's values. */
    private interface RowWriter<T> {
        void write(DuckDBAppender row, T value) throws SQLException;
    }

    private <T> void append(String table, Iterable<T> values, RowWriter<T> writer)
            throws SQLException {
        try (var appender = connection.createAppender(table)) {
            for (T value : values) {
                appender.beginRow();
                writer.write(appender, value);
                appender.endRow();
            }
        }
    }

    void categories(List<String> names) throws SQLException {
        append(
                "categories",
                names,
                (row, name) -> row.append(names.indexOf(name) + 1).append(name));
    }

    void products(List<SampleProduct> products) throws SQLException {
        append(
                "products",
                products,
                (row, product) ->
                        row.append(product.id())
                                .append(product.name())
                                .append(product.category())
                                .appendDecimal((long) product.cents()));
    }

    void customers(List<SampleCustomer> customers) throws SQLException {
        append(
                "customers",
                customers,
                (row, customer) ->
                        row.append(customer.id())
                                .append(customer.name())
                                .append(customer.segment())
                                .append(customer.place().city())
                                .append(customer.place().country())
                                .append(customer.place().region())
                                .append(customer.newsletter())
                                .append(customer.since()));
    }

    void orders(List<SampleOrder> orders) throws SQLException {
        append(
                "orders",
                orders,
                (row, order) ->
                        row.append(order.id())
                                .append(order.customer().id())
                                .append(order.day())
                                .append(order.status())
                                .append(order.channel())
                                .appendDecimal(order.total()));
    }

    void items(List<SampleOrder> orders) throws SQLException {
        try (var appender = connection.createAppender("order_items")) {
            for (SampleOrder order : orders) {
                for (int line = 0; line < order.lines().size(); line++) {
                    appender.beginRow();
                    item(appender, order, line);
                    appender.endRow();
                }
            }
        }
    }

    private static void item(DuckDBAppender row, SampleOrder order, int index) throws SQLException {
        SampleOrder.Line line = order.lines().get(index);
        row.append(order.id())
                .append(index + 1)
                .append(line.product().id())
                .append(line.quantity())
                .appendDecimal((long) line.cents())
                .appendDecimal(line.amount());
    }
}
