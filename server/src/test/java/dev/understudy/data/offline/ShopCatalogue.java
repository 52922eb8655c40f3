package dev.understudy.data.offline;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.ForeignKey;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.catalogue.TableName;
import java.util.List;
import java.util.OptionalLong;

/** A small shop, written out, so that what is planned over it does not depend on any database. */
final class ShopCatalogue {
    private ShopCatalogue() {}

    static Catalogue in(Dialect dialect) {
        var customers =
                table(
                        "customers",
                        List.of("customer_id"),
                        List.of(),
                        number("customer_id"),
                        text("name", List.of()),
                        text("country", List.of("Germany", "France", "Côte d'Ivoire")));
        var orders =
                table(
                        "orders",
                        List.of("order_id"),
                        List.of(key("customer_id", "customers")),
                        number("order_id"),
                        number("customer_id"),
                        column("order_date", ColumnType.DATE),
                        text("status", List.of("completed", "cancelled")),
                        column("total", ColumnType.DECIMAL));
        var products =
                table(
                        "products",
                        List.of("product_id"),
                        List.of(),
                        number("product_id"),
                        text("name", List.of()),
                        text("group", List.of("Tea", "Lamps")),
                        column("price", ColumnType.DECIMAL));
        var items =
                table(
                        "order_items",
                        List.of("order_id", "line"),
                        List.of(key("order_id", "orders"), key("product_id", "products")),
                        number("order_id"),
                        number("line"),
                        number("product_id"),
                        number("quantity"),
                        column("amount", ColumnType.DECIMAL));
        return new Catalogue("shop", dialect, "", List.of(customers, orders, products, items));
    }

    private static Table table(
            String name, List<String> key, List<ForeignKey> keys, Column... columns) {
        return new Table(
                new TableName("", name), "", List.of(columns), key, keys, OptionalLong.empty());
    }

    private static ForeignKey key(String column, String target) {
        return new ForeignKey(List.of(column), new TableName("", target), List.of(column));
    }

    private static Column number(String name) {
        return column(name, ColumnType.INTEGER);
    }

    private static Column column(String name, ColumnType type) {
        return new Column(name, type, type.name(), false, "", List.of());
    }

    private static Column text(String name, List<String> values) {
        return new Column(name, ColumnType.TEXT, "VARCHAR", false, "", values);
    }
}
