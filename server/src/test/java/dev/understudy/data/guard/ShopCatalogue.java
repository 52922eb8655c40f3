package dev.understudy.data.guard;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.catalogue.TableName;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The catalogue of the shop that the corpora are about. */
public final class ShopCatalogue {
    private ShopCatalogue() {}

    /** As a source of that dialect would read it. */
    public static Catalogue of(Dialect dialect) {
        var schema =
                switch (dialect) {
                    case DUCKDB -> "main";
                    case POSTGRESQL -> "public";
                    case MARIADB -> "shop";
                    case SQLSERVER -> "dbo";
                };
        var tables =
                List.of(
                        table(
                                schema,
                                "customers",
                                "id name email city country segment signup_date credit_limit"),
                        table(schema, "employees", "id name title manager_id hired_on salary"),
                        table(schema, "products", "id name category price cost active attributes"),
                        table(
                                schema,
                                "orders",
                                "id customer_id employee_id ordered_at shipped_on status discount note"),
                        table(schema, "order_items", "order_id product_id quantity unit_price"));
        return new Catalogue("shop", dialect, schema, tables);
    }

    private static Table table(String schema, String name, String columns) {
        var all =
                Stream.of(columns.split(" "))
                        .map(it -> new Column(it, ColumnType.OTHER, "", true, "", List.of()))
                        .toList();
        return new Table(
                new TableName(schema, name), "", all, List.of(), List.of(), OptionalLong.empty());
    }
}
