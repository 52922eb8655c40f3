package dev.understudy.data.sample;

/** The tables of the sample, in DuckDB's SQL. */
final class SampleSchema {
    static final String TABLES =
            """
            CREATE TABLE categories (
                category_id INTEGER PRIMARY KEY,
                category_name VARCHAR NOT NULL);
            CREATE TABLE products (
                product_id INTEGER PRIMARY KEY,
                product_name VARCHAR NOT NULL,
                category_id INTEGER NOT NULL REFERENCES categories (category_id),
                list_price DECIMAL(12, 2) NOT NULL);
            CREATE TABLE customers (
                customer_id INTEGER PRIMARY KEY,
                customer_name VARCHAR NOT NULL,
                segment VARCHAR NOT NULL,
                city VARCHAR NOT NULL,
                country VARCHAR NOT NULL,
                region VARCHAR NOT NULL,
                newsletter BOOLEAN NOT NULL,
                customer_since DATE NOT NULL);
            CREATE TABLE orders (
                order_id BIGINT PRIMARY KEY,
                customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
                order_date DATE NOT NULL,
                status VARCHAR NOT NULL,
                channel VARCHAR NOT NULL,
                total DECIMAL(12, 2) NOT NULL);
            CREATE TABLE order_items (
                order_id BIGINT NOT NULL REFERENCES orders (order_id),
                line_number INTEGER NOT NULL,
                product_id INTEGER NOT NULL REFERENCES products (product_id),
                quantity INTEGER NOT NULL,
                unit_price DECIMAL(12, 2) NOT NULL,
                amount DECIMAL(12, 2) NOT NULL,
                PRIMARY KEY (order_id, line_number));
            """;

    static final String COMMENTS =
            """
            COMMENT ON TABLE categories IS 'Groups of products';
            COMMENT ON TABLE products IS 'What the shop sells';
            COMMENT ON COLUMN products.list_price IS 'Price of one without discount, in EUR';
            COMMENT ON TABLE customers IS 'Companies that buy from the shop; some have never ordered';
            COMMENT ON COLUMN customers.segment IS 'Line of business';
            COMMENT ON COLUMN customers.region IS 'Part of Europe that the country is in';
            COMMENT ON COLUMN customers.newsletter IS 'Whether it gets the newsletter';
            COMMENT ON COLUMN customers.customer_since IS 'Day it became a customer';
            COMMENT ON TABLE orders IS 'Orders of customers, cancelled and returned ones too';
            COMMENT ON COLUMN orders.order_date IS 'Day of the order';
            COMMENT ON COLUMN orders.channel IS 'How it was ordered';
            COMMENT ON COLUMN orders.total IS 'Sum of the amounts of its items, in EUR; whatever its status';
            COMMENT ON TABLE order_items IS 'Lines of orders, one product each';
            COMMENT ON COLUMN order_items.unit_price IS 'Price of one in this order, after discount, in EUR';
            COMMENT ON COLUMN order_items.amount IS 'Quantity times unit price, in EUR: the revenue of the line';
            """;

    private SampleSchema() {}
}
