package dev.understudy.agent;

import dev.understudy.data.Cancellation;
import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.catalogue.TableName;
import dev.understudy.data.guard.ReadOnlySql;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.SourceDownException;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementResult;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** The sample shop's catalogue, as the supervisor reads it. */
public final class ShopCatalogue {
    public static final Catalogue SHOP =
            new Catalogue(
                    "sample",
                    Dialect.DUCKDB,
                    "",
                    List.of(
                            table(
                                    "categories",
                                    id("category_id"),
                                    text(
                                            "category_name",
                                            "Coffee and Tea",
                                            "Kitchenware",
                                            "Tableware",
                                            "Furniture",
                                            "Lighting",
                                            "Office Supplies")),
                            table(
                                    "products",
                                    id("product_id"),
                                    text("product_name"),
                                    id("category_id"),
                                    decimal("list_price")),
                            table(
                                    "customers",
                                    id("customer_id"),
                                    text("customer_name"),
                                    text(
                                            "segment",
                                            "Food",
                                            "Hospitality",
                                            "Office",
                                            "Health",
                                            "Education"),
                                    text(
                                            "city",
                                            "Berlin",
                                            "Hamburg",
                                            "Munich",
                                            "Vienna",
                                            "Paris",
                                            "Amsterdam",
                                            "Madrid",
                                            "Milan",
                                            "Porto"),
                                    text(
                                            "country",
                                            "Germany",
                                            "Austria",
                                            "Poland",
                                            "France",
                                            "Netherlands",
                                            "Spain",
                                            "Italy",
                                            "Portugal"),
                                    text(
                                            "region",
                                            "Central Europe",
                                            "Western Europe",
                                            "Northern Europe",
                                            "Southern Europe"),
                                    column("newsletter", ColumnType.BOOLEAN),
                                    column("customer_since", ColumnType.DATE)),
                            table(
                                    "orders",
                                    id("order_id"),
                                    id("customer_id"),
                                    column("order_date", ColumnType.DATE),
                                    text("status", "completed", "cancelled", "returned"),
                                    text("channel", "online", "store", "phone"),
                                    decimal("total")),
                            table(
                                    "order_items",
                                    id("order_id"),
                                    id("line_number"),
                                    id("product_id"),
                                    column("quantity", ColumnType.INTEGER),
                                    decimal("unit_price"),
                                    decimal("amount"))));

    private ShopCatalogue() {}

    /** The shop as the only source. */
    public static DataSources sources() {
        return new DataSources(List.of(source(new SourceState.Usable())));
    }

    /** A source with the shop's catalogue, in that state; one that is down has never been read. */
    public static DataSource source(SourceState state) {
        return new DataSource() {
            @Override
            public String name() {
                return "sample";
            }

            @Override
            public Dialect dialect() {
                return Dialect.DUCKDB;
            }

            @Override
            public SourceState state() {
                return state;
            }

            @Override
            public Catalogue catalogue() throws SourceDownException {
                if (state instanceof SourceState.Down(var reason)) {
                    throw new SourceDownException(reason);
                }
                return SHOP;
            }

            @Override
            public void refresh() {}

            @Override
            public StatementResult run(
                    ReadOnlySql sql, ResultLimits limits, Cancellation cancellation) {
                throw new AssertionError("nothing is run here");
            }

            @Override
            public void close() {}
        };
    }

    private static Table table(String name, Column... columns) {
        return new Table(
                new TableName("", name),
                "",
                Arrays.asList(columns),
                List.of(),
                List.of(),
                OptionalLong.empty());
    }

    private static Column id(String name) {
        return column(name, ColumnType.INTEGER);
    }

    private static Column decimal(String name) {
        return column(name, ColumnType.DECIMAL);
    }

    private static Column text(String name, String... values) {
        return new Column(name, ColumnType.TEXT, "VARCHAR", false, "", Arrays.asList(values));
    }

    private static Column column(String name, ColumnType type) {
        return new Column(name, type, type.name(), false, "", List.of());
    }
}
