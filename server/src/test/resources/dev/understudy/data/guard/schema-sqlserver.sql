-- A small shop: what the statements of both corpora are about. Statements end with a semicolon at the end of a line.

CREATE TABLE customers (
    id INTEGER NOT NULL PRIMARY KEY,
    name NVARCHAR(100) NOT NULL,
    email NVARCHAR(100),
    city NVARCHAR(100),
    country NVARCHAR(100) NOT NULL,
    segment NVARCHAR(100) NOT NULL,
    signup_date DATE NOT NULL,
    credit_limit DECIMAL(12, 2)
);

CREATE TABLE employees (
    id INTEGER NOT NULL PRIMARY KEY,
    name NVARCHAR(100) NOT NULL,
    title NVARCHAR(100) NOT NULL,
    manager_id INTEGER,
    hired_on DATE NOT NULL,
    salary DECIMAL(12, 2) NOT NULL,
    FOREIGN KEY (manager_id) REFERENCES employees (id)
);

CREATE TABLE products (
    id INTEGER NOT NULL PRIMARY KEY,
    name NVARCHAR(100) NOT NULL,
    category NVARCHAR(100) NOT NULL,
    price DECIMAL(12, 2) NOT NULL,
    cost DECIMAL(12, 2) NOT NULL,
    active BIT NOT NULL,
    attributes NVARCHAR(MAX)
);

CREATE TABLE orders (
    id INTEGER NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    employee_id INTEGER,
    ordered_at DATETIME2(0) NOT NULL,
    shipped_on DATE,
    status NVARCHAR(100) NOT NULL,
    discount DECIMAL(4, 2) NOT NULL,
    note NVARCHAR(100),
    FOREIGN KEY (customer_id) REFERENCES customers (id),
    FOREIGN KEY (employee_id) REFERENCES employees (id)
);

CREATE TABLE order_items (
    order_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    unit_price DECIMAL(12, 2) NOT NULL,
    PRIMARY KEY (order_id, product_id),
    FOREIGN KEY (order_id) REFERENCES orders (id),
    FOREIGN KEY (product_id) REFERENCES products (id)
);

INSERT INTO customers VALUES
    (1, 'Northwind Cycles', 'office@northwind.example', 'Hamburg', 'Germany', 'Retail', '2023-02-14', 5000.00),
    (2, 'Blue Lake Outdoor', 'hello@bluelake.example', 'Zurich', 'Switzerland', 'Retail', '2023-06-01', 7500.00),
    (3, 'Atelier Montagne', NULL, 'Lyon', 'France', 'Wholesale', '2024-01-20', NULL),
    (4, 'Green Valley Sports', 'buy@greenvalley.example', 'Hamburg', 'Germany', 'Wholesale', '2024-03-05', 12000.00),
    (5, 'Harbour Supplies', 'info@harbour.example', NULL, 'Denmark', 'Online', '2024-11-30', 900.50),
    (6, 'O''Hara & Sons', 'shop@ohara.example', 'Dublin', 'Ireland', 'Online', '2025-01-09', 2500.00);

INSERT INTO employees VALUES (1, 'Mira Holt', 'Head of Sales', NULL, '2019-04-01', 92000.00);
INSERT INTO employees VALUES (2, 'Tomas Reed', 'Sales Manager', 1, '2020-09-15', 68000.00);
INSERT INTO employees VALUES (3, 'Lena Fisk', 'Sales Representative', 2, '2022-01-10', 51000.00);
INSERT INTO employees VALUES (4, 'Noor Aziz', 'Sales Representative', 2, '2023-07-03', 49500.00);

INSERT INTO products VALUES
    (1, 'Trail Pack 30', 'Packs', 129.90, 61.00, 1, '{"colour": "green", "litres": 30, "tags": ["hiking", "light"]}'),
    (2, 'Trail Pack 50', 'Packs', 179.90, 84.50, 1, '{"colour": "black", "litres": 50, "tags": ["hiking"]}'),
    (3, 'Ridge Tent 2P', 'Tents', 349.00, 190.00, 1, '{"persons": 2, "colour": "orange"}'),
    (4, 'Ridge Tent 4P', 'Tents', 549.00, 310.25, 0, '{"persons": 4, "colour": "orange"}'),
    (5, 'Summit Stove', 'Cooking', 79.50, 33.10, 1, NULL),
    (6, 'Camp Mug', 'Cooking', 12.95, 3.20, 1, '{"colour": "blue"}');

INSERT INTO orders VALUES
    (1, 1, 3, '2024-11-03 09:15:00', '2024-11-05', 'shipped', 0.00, NULL),
    (2, 2, 3, '2024-12-17 16:40:00', '2024-12-20', 'shipped', 0.05, 'gift wrap'),
    (3, 4, 4, '2025-01-11 11:05:30', '2025-01-15', 'shipped', 0.10, NULL),
    (4, 1, 4, '2025-02-02 08:00:00', '2025-02-04', 'shipped', 0.00, 'call before delivery'),
    (5, 3, NULL, '2025-02-20 13:30:00', NULL, 'cancelled', 0.00, NULL),
    (6, 6, 3, '2025-03-08 19:22:10', '2025-03-12', 'shipped', 0.00, NULL),
    (7, 4, 2, '2025-04-01 10:10:10', '2025-04-02', 'shipped', 0.15, 'express'),
    (8, 5, NULL, '2025-05-23 21:00:00', NULL, 'open', 0.00, NULL),
    (9, 2, 4, '2025-06-30 23:59:59', NULL, 'open', 0.05, NULL);

INSERT INTO order_items VALUES
    (1, 1, 2, 129.90), (1, 6, 10, 12.95), (2, 3, 1, 349.00), (2, 5, 1, 79.50), (3, 2, 5, 179.90),
    (3, 4, 2, 549.00), (4, 6, 24, 12.50), (5, 3, 1, 349.00), (6, 1, 1, 129.90), (6, 5, 2, 79.50),
    (7, 2, 10, 169.90), (7, 3, 4, 329.00), (8, 6, 6, 12.95), (9, 5, 3, 79.50), (9, 1, 1, 129.90);
