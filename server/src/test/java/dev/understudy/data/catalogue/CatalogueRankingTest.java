package dev.understudy.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueRankingTest {
    private static final Catalogue SHOP =
            Catalogues.of(
                    "categories: category_id, category_name[Lighting|Coffee and Tea]",
                    "customers: customer_id, customer_name, country[Germany|France], city",
                    "orders: order_id, customer_id>customers.customer_id, order_date,"
                            + " status[completed|cancelled], total",
                    "order_items: order_id>orders.order_id, product_id>products.product_id,"
                            + " quantity, amount",
                    "products: product_id, product_name, category_id>categories.category_id,"
                            + " list_price",
                    "auditLog: entryId, happenedAt, severity[info|fatal]",
                    "wh_stock: bin, sku");

    private static List<String> relevant(String question) {
        var ranked = CatalogueRanking.rank(question, SHOP);
        return ranked.tables().stream()
                .limit(ranked.relevant())
                .map(it -> it.name().toString())
                .toList();
    }

    @Test
    void theTablesThatAQuestionNamesComeFirst() {
        record Case(String question, String first) {}
        var cases =
                List.of(
                        new Case("Show me top 5 customers", "customers"),
                        new Case("list all CATEGORIES", "categories"),
                        new Case("how many orders were there?", "orders"),
                        new Case("order items with a large quantity", "order_items"),
                        new Case("what is the price of each product", "products"),
                        new Case("how many do we have in Germany", "customers"),
                        new Case("what is in lighting?", "categories"),
                        new Case("coffee and tea", "categories"),
                        new Case("anything fatal in the audit log?", "auditLog"),
                        new Case("entries by severity", "auditLog"),
                        new Case("our best clients", "customers"),
                        new Case("stock by bin", "wh_stock"));
        for (Case it : cases) {
            assertThat(relevant(it.question()))
                    .as(it.question())
                    .isNotEmpty()
                    .first()
                    .isEqualTo(it.first());
        }
    }

    @Test
    void tablesBetweenThoseThatAreNamedComeWithThem() {
        assertThat(relevant("products that customers in France buy"))
                .contains("products", "customers", "orders", "order_items");
        assertThat(relevant("categories by country"))
                .contains("categories", "products", "order_items", "orders", "customers");
        assertThat(relevant("audit log")).containsExactly("auditLog");
    }

    @Test
    void revenueIsFoundByWhatColumnsAreCalled() {
        assertThat(relevant("What was our revenue by month in 2025?"))
                .contains("orders", "order_items")
                .doesNotContain("auditLog", "wh_stock");
    }

    @Test
    void eachTableIsThereOnceWhateverIsAsked() {
        for (String question :
                List.of("", "?", "hello", "customers customers", "x".repeat(100_000), "top 5")) {
            var ranked = CatalogueRanking.rank(question, SHOP);
            assertThat(ranked.tables())
                    .hasSameSizeAs(SHOP.tables())
                    .containsExactlyInAnyOrderElementsOf(SHOP.tables());
            assertThat(ranked.relevant()).isLessThanOrEqualTo(SHOP.tables().size());
        }
        assertThat(CatalogueRanking.rank("hello", SHOP).relevant()).isZero();
        assertThat(CatalogueRanking.rank("hello", Catalogues.of()).tables()).isEmpty();
    }

    @Test
    void aWordThatManyTablesHaveSaysLittle() {
        var tables = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            tables.add("thing" + i + "_order: id, order_date, order_name");
        }
        tables.add("parcels: id, carrier");
        var ranked =
                CatalogueRanking.rank(
                        "order date by carrier", Catalogues.of(tables.toArray(String[]::new)));
        assertThat(ranked.tables().getFirst().name().name()).isEqualTo("parcels");
    }

    @Test
    void aThousandTablesInACircleAreRanked() {
        var tables = new ArrayList<String>();
        for (int i = 0; i < 1_000; i++) {
            tables.add("t%d: id, next>t%d.id".formatted(i, (i + 1) % 1_000));
        }
        var ranked =
                CatalogueRanking.rank("t500 and id", Catalogues.of(tables.toArray(String[]::new)));
        assertThat(ranked.tables()).hasSize(1_000);
    }

    @Test
    void pluralsBecomeSingulars() {
        record Case(String word, String singular) {}
        for (Case it :
                List.of(
                        new Case("orders", "order"),
                        new Case("categories", "category"),
                        new Case("boxes", "box"),
                        new Case("classes", "class"),
                        new Case("batches", "batch"),
                        new Case("status", "status"),
                        new Case("address", "address"),
                        new Case("analysis", "analysis"),
                        new Case("sales", "sale"),
                        new Case("gas", "gas"))) {
            assertThat(QuestionWords.singular(it.word())).isEqualTo(it.singular());
        }
    }

    @Test
    void namesAreTakenApartHoweverTheyAreWritten() {
        record Case(String name, List<String> words) {}
        for (Case it :
                List.of(
                        new Case("order_items", List.of("order", "items")),
                        new Case("OrderItems", List.of("Order", "Items")),
                        new Case("orderItems", List.of("order", "Items")),
                        new Case("customerID", List.of("customer", "ID")),
                        new Case("HTTPStatusCode", List.of("HTTP", "Status", "Code")),
                        new Case("Total ($)", List.of("Total")),
                        new Case("2025-Q1", List.of("2025", "Q1")),
                        new Case("größe", List.of("größe")),
                        new Case("__", List.of()),
                        new Case("", List.of()))) {
            assertThat(NameWords.of(it.name())).as(it.name()).isEqualTo(it.words());
        }
    }
}
