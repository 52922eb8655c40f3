-- Questions about the shop in SQL that all four dialects have in common: each counts for all four.
-- An entry begins with a line "--- name"; the statement goes on to the next such line.

--- one number
SELECT COUNT(*) FROM customers

--- all rows
SELECT * FROM products

--- some columns, ordered
SELECT name, price FROM products ORDER BY price DESC, name

--- columns of an alias
SELECT p.* FROM products p ORDER BY p.id

--- trailing semicolon
SELECT COUNT(*) AS customers FROM customers;

--- comments
-- how many orders are there?
SELECT COUNT(*) AS orders -- all of them
FROM orders /* also the cancelled ones */

--- lower case
select count(*) as n from orders where status = 'shipped'

--- distinct values
SELECT DISTINCT country FROM customers ORDER BY country

--- count of distinct values
SELECT COUNT(DISTINCT customer_id) AS buyers FROM orders

--- equality on text
SELECT name, city FROM customers WHERE country = 'Germany' ORDER BY name

--- a quote in a text
SELECT id FROM customers WHERE name = 'O''Hara & Sons'

--- marks in a text
SELECT COUNT(*) AS n FROM orders WHERE note = 'a;b--c/*d*/{e}?#@$' OR status = 'open'

--- in a list
SELECT id, status FROM orders WHERE status IN ('open', 'shipped') ORDER BY id

--- not in a list
SELECT id FROM orders WHERE status NOT IN ('cancelled') ORDER BY id

--- between
SELECT name, price FROM products WHERE price BETWEEN 50 AND 200 ORDER BY price

--- like
SELECT name FROM products WHERE name LIKE 'Ridge%' ORDER BY name

--- not like
SELECT name FROM products WHERE name NOT LIKE '%Tent%' ORDER BY name

--- null tests
SELECT id FROM orders WHERE shipped_on IS NULL AND employee_id IS NOT NULL

--- and, or, not
SELECT id FROM customers WHERE (country = 'Germany' OR country = 'France') AND NOT segment = 'Online' ORDER BY id

--- comparisons
SELECT id FROM products WHERE price >= 100 AND cost < 200 AND id <> 3 ORDER BY id

--- dates as text
SELECT id, ordered_at FROM orders WHERE ordered_at >= '2025-01-01' AND ordered_at < '2025-04-01' ORDER BY ordered_at

--- arithmetic
SELECT name, price - cost AS margin, (price - cost) / price * 100 AS margin_percent FROM products ORDER BY margin DESC

--- revenue by product
SELECT p.name, SUM(i.quantity * i.unit_price) AS revenue FROM order_items i JOIN products p ON p.id = i.product_id GROUP BY p.name ORDER BY revenue DESC

--- revenue by category with a condition on the group
SELECT p.category, SUM(i.quantity) AS pieces FROM order_items i INNER JOIN products p ON p.id = i.product_id GROUP BY p.category HAVING SUM(i.quantity) > 5 ORDER BY pieces DESC

--- revenue by customer
SELECT c.name, SUM(i.quantity * i.unit_price * (1 - o.discount)) AS revenue
FROM customers c
JOIN orders o ON o.customer_id = c.id
JOIN order_items i ON i.order_id = o.id
WHERE o.status <> 'cancelled'
GROUP BY c.id, c.name
ORDER BY revenue DESC, c.name

--- average, smallest and largest
SELECT AVG(price) AS average, MIN(price) AS smallest, MAX(price) AS largest FROM products

--- left join and count
SELECT c.name, COUNT(o.id) AS orders FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.name ORDER BY orders DESC, c.name

--- customers without orders
SELECT c.name FROM customers c LEFT OUTER JOIN orders o ON o.customer_id = c.id WHERE o.id IS NULL

--- right join
SELECT e.name, COUNT(o.id) AS orders FROM orders o RIGHT JOIN employees e ON e.id = o.employee_id GROUP BY e.name ORDER BY e.name

--- cross join
SELECT COUNT(*) AS pairs FROM customers CROSS JOIN products

--- join by a comma
SELECT c.name, o.id FROM customers c, orders o WHERE o.customer_id = c.id ORDER BY o.id

--- self join
SELECT e.name AS employee, m.name AS manager FROM employees e LEFT JOIN employees m ON m.id = e.manager_id ORDER BY e.id

--- case with conditions
SELECT name, CASE WHEN price < 50 THEN 'cheap' WHEN price < 200 THEN 'middle' ELSE 'dear' END AS class FROM products ORDER BY id

--- case with values
SELECT id, CASE status WHEN 'open' THEN 1 WHEN 'shipped' THEN 2 ELSE 0 END AS code FROM orders ORDER BY id

--- counting by condition
SELECT country, SUM(CASE WHEN segment = 'Retail' THEN 1 ELSE 0 END) AS retail, COUNT(*) AS customers FROM customers GROUP BY country ORDER BY country

--- share of the whole
SELECT p.category, SUM(i.quantity * i.unit_price) * 100.0 / (SELECT SUM(quantity * unit_price) FROM order_items) AS share FROM order_items i JOIN products p ON p.id = i.product_id GROUP BY p.category ORDER BY share DESC

--- subquery in where
SELECT name, price FROM products WHERE price > (SELECT AVG(price) FROM products) ORDER BY price

--- subquery in a list
SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE status = 'open') ORDER BY name

--- exists
SELECT c.name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.discount > 0) ORDER BY c.name

--- not exists
SELECT p.name FROM products p WHERE NOT EXISTS (SELECT 1 FROM order_items i WHERE i.product_id = p.id)

--- scalar subquery in the list
SELECT c.name, (SELECT COUNT(*) FROM orders o WHERE o.customer_id = c.id) AS orders FROM customers c ORDER BY c.id

--- derived table
SELECT AVG(t.total) AS average_order FROM (SELECT order_id, SUM(quantity * unit_price) AS total FROM order_items GROUP BY order_id) AS t

--- comparison with all
SELECT name FROM products WHERE price >= ALL (SELECT price FROM products)

--- one cte
WITH totals AS (SELECT order_id, SUM(quantity * unit_price) AS total FROM order_items GROUP BY order_id)
SELECT o.id, t.total FROM orders o JOIN totals t ON t.order_id = o.id ORDER BY t.total DESC

--- two ctes, the second on the first
WITH totals AS (
    SELECT o.customer_id, SUM(i.quantity * i.unit_price) AS total FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY o.customer_id
), ranked AS (
    SELECT customer_id, total, RANK() OVER (ORDER BY total DESC) AS place FROM totals
)
SELECT c.name, r.total, r.place FROM ranked r JOIN customers c ON c.id = r.customer_id WHERE r.place <= 3 ORDER BY r.place

--- cte with column names
WITH per_country (country, customers) AS (SELECT country, COUNT(*) FROM customers GROUP BY country) SELECT country, customers FROM per_country ORDER BY customers DESC, country

--- cte named like a table
WITH orders AS (SELECT * FROM orders WHERE status = 'shipped') SELECT COUNT(*) AS shipped FROM orders

--- union
SELECT name FROM customers UNION SELECT name FROM employees ORDER BY name

--- union all with a mark
SELECT 'customer' AS kind, COUNT(*) AS n FROM customers UNION ALL SELECT 'employee', COUNT(*) FROM employees

--- intersect
SELECT customer_id FROM orders WHERE status = 'open' INTERSECT SELECT customer_id FROM orders WHERE status = 'shipped'

--- except
SELECT id FROM customers EXCEPT SELECT customer_id FROM orders

--- row number
SELECT id, customer_id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY ordered_at) AS nth FROM orders ORDER BY customer_id, nth

--- running total
SELECT order_id, product_id, SUM(quantity) OVER (ORDER BY order_id, product_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS so_far FROM order_items ORDER BY order_id, product_id

--- moving average
SELECT id, AVG(discount) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS smooth FROM orders ORDER BY id

--- lag and lead
SELECT id, ordered_at, LAG(ordered_at) OVER (ORDER BY ordered_at) AS before_it, LEAD(id, 1, 0) OVER (ORDER BY ordered_at) AS after_it FROM orders ORDER BY ordered_at

--- rank and dense rank
SELECT name, RANK() OVER (ORDER BY price DESC) AS place, DENSE_RANK() OVER (PARTITION BY category ORDER BY price DESC) AS place_in_category FROM products ORDER BY place

--- quartiles
SELECT name, NTILE(4) OVER (ORDER BY price) AS quartile FROM products ORDER BY quartile, name

--- share within a group by a window
SELECT name, category, price * 100.0 / SUM(price) OVER (PARTITION BY category) AS share FROM products ORDER BY category, share

--- first value
SELECT name, FIRST_VALUE(name) OVER (PARTITION BY category ORDER BY price) AS cheapest FROM products ORDER BY id

--- aggregate over an aggregate
SELECT status, COUNT(*) AS n, SUM(COUNT(*)) OVER () AS everything FROM orders GROUP BY status ORDER BY status

--- rounding
SELECT category, ROUND(AVG(price), 2) AS average, FLOOR(MIN(price)) AS low, CEILING(MAX(price)) AS high FROM products GROUP BY category ORDER BY category

--- absolute value and power
SELECT id, ABS(cost - price) AS gap, POWER(2, id) AS doubled, SQRT(id) AS root FROM products ORDER BY id

--- nulls filled
SELECT name, COALESCE(city, 'unknown') AS city, NULLIF(segment, 'Online') AS segment FROM customers ORDER BY id

--- text functions
SELECT UPPER(name) AS loud, LOWER(name) AS quiet, TRIM(name) AS bare, REPLACE(name, ' ', '-') AS slug, CONCAT(name, ' (', country, ')') AS label FROM customers ORDER BY id

--- parts of a text
SELECT LEFT(name, 3) AS first_letters, RIGHT(name, 2) AS last_letters, SUBSTRING(name, 2, 4) AS middle FROM products ORDER BY id

--- cast
SELECT id, CAST(price AS INTEGER) AS whole, CAST(quantity_text AS DECIMAL(10, 2)) AS amount FROM (SELECT id, price, '12.5' AS quantity_text FROM products) AS t ORDER BY id

--- three tables and a filter on each
SELECT e.name, COUNT(DISTINCT o.id) AS orders FROM employees e JOIN orders o ON o.employee_id = e.id JOIN customers c ON c.id = o.customer_id WHERE c.country = 'Germany' AND o.ordered_at >= '2025-01-01' AND e.salary > 40000 GROUP BY e.name ORDER BY orders DESC, e.name

--- group by two columns
SELECT country, segment, COUNT(*) AS n, SUM(credit_limit) AS credit FROM customers GROUP BY country, segment ORDER BY country, segment

--- order by position
SELECT category, COUNT(*) FROM products GROUP BY category ORDER BY 2 DESC, 1

--- negative numbers and exponents
SELECT id, -price AS negative, price * 1.5E1 AS much, +id AS same FROM products ORDER BY id

--- nested subqueries
SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE id IN (SELECT order_id FROM order_items WHERE product_id IN (SELECT id FROM products WHERE category = 'Tents'))) ORDER BY name

--- deep parentheses
SELECT ((((price - cost)) * ((1 + 1)))) AS twice FROM products WHERE (((id = 1)) OR ((id = 2))) ORDER BY 1

--- join of derived tables
SELECT a.country, a.customers, b.orders FROM (SELECT country, COUNT(*) AS customers FROM customers GROUP BY country) a JOIN (SELECT c.country, COUNT(*) AS orders FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY c.country) b ON b.country = a.country ORDER BY a.country

--- any
SELECT name FROM products WHERE id = ANY (SELECT product_id FROM order_items WHERE quantity > 5) ORDER BY name

--- constant row
SELECT 1 AS one, 'two' AS two, NULL AS three
