-- Questions about the shop as one asks DuckDB. See legitimate-shared.sql for the form of an entry.

--- limit
SELECT name, price FROM products ORDER BY price DESC LIMIT 3

--- limit and offset
SELECT name FROM customers ORDER BY id LIMIT 2 OFFSET 1

--- schema before the table
SELECT COUNT(*) FROM main.orders

--- quoted names
SELECT "name", "p"."price" AS "the price" FROM "products" AS "p" ORDER BY "the price"

--- month by date_trunc
SELECT date_trunc('month', ordered_at) AS month, COUNT(*) AS orders FROM orders GROUP BY 1 ORDER BY 1

--- month by strftime
SELECT strftime(ordered_at, '%Y-%m') AS month, COUNT(*) AS orders FROM orders GROUP BY month ORDER BY month

--- year by extract
SELECT EXTRACT(YEAR FROM ordered_at) AS year, COUNT(*) AS orders FROM orders GROUP BY 1 ORDER BY 1

--- year and quarter by functions
SELECT year(ordered_at) AS y, quarter(ordered_at) AS q, COUNT(*) AS n FROM orders GROUP BY ALL ORDER BY ALL

--- date_part
SELECT date_part('dow', ordered_at) AS weekday, COUNT(*) AS n FROM orders GROUP BY weekday ORDER BY weekday

--- dayname and monthname
SELECT dayname(ordered_at) AS day, monthname(ordered_at) AS month FROM orders ORDER BY id

--- date_diff
SELECT id, date_diff('day', CAST(ordered_at AS DATE), shipped_on) AS days FROM orders WHERE shipped_on IS NOT NULL ORDER BY id

--- datediff between literals
SELECT datediff('month', DATE '2024-01-31', DATE '2025-02-01') AS months

--- interval
SELECT id, ordered_at + INTERVAL 14 DAY AS due FROM orders ORDER BY id

--- interval in quotes
SELECT id FROM orders WHERE ordered_at >= TIMESTAMP '2025-06-30 00:00:00' - INTERVAL '3 months' ORDER BY id

--- interval in quotes with unit
SELECT DATE '2025-03-31' + INTERVAL '1' MONTH AS next_month

--- date literal
SELECT COUNT(*) FROM orders WHERE ordered_at BETWEEN DATE '2025-01-01' AND DATE '2025-03-31'

--- cast by colons
SELECT id, price::INTEGER AS whole, '2025-01-01'::DATE AS day FROM products ORDER BY id

--- cast of an expression by colons
SELECT (price * 100)::BIGINT AS cents FROM products ORDER BY id

--- try_cast
SELECT TRY_CAST(note AS INTEGER) AS number FROM orders ORDER BY id

--- strptime
SELECT strptime('03.02.2025', '%d.%m.%Y') AS day

--- last_day and make_date
SELECT last_day(DATE '2025-02-03') AS last, make_date(2025, 2, 3) AS made

--- current date
SELECT COUNT(*) AS n FROM orders WHERE ordered_at < current_date

--- now
SELECT COUNT(*) AS n FROM orders WHERE ordered_at < now() - INTERVAL 1 YEAR

--- qualify
SELECT customer_id, id, ordered_at FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY ordered_at DESC) = 1 ORDER BY customer_id

--- group by all
SELECT country, segment, COUNT(*) AS n FROM customers GROUP BY ALL ORDER BY n DESC, country, segment

--- order by all
SELECT country, segment FROM customers ORDER BY ALL

--- exclude
SELECT * EXCLUDE (email, credit_limit) FROM customers ORDER BY id

--- exclude of an alias
SELECT c.* EXCLUDE (email), o.id AS order_id FROM customers c JOIN orders o ON o.customer_id = c.id ORDER BY order_id

--- replace
SELECT * REPLACE (upper(name) AS name) FROM employees ORDER BY id

--- filter
SELECT COUNT(*) FILTER (WHERE status = 'open') AS open, COUNT(*) FILTER (WHERE status = 'shipped') AS shipped FROM orders

--- filter on a sum
SELECT c.country, SUM(i.quantity * i.unit_price) FILTER (WHERE o.ordered_at >= '2025-01-01') AS revenue_2025 FROM customers c JOIN orders o ON o.customer_id = c.id JOIN order_items i ON i.order_id = o.id GROUP BY c.country ORDER BY c.country

--- list aggregate
SELECT customer_id, list(id ORDER BY id) AS orders FROM orders GROUP BY customer_id ORDER BY customer_id

--- string_agg
SELECT category, string_agg(name, ', ' ORDER BY name) AS products FROM products GROUP BY category ORDER BY category

--- length of a list
SELECT customer_id, len(list(DISTINCT status)) AS states FROM orders GROUP BY customer_id ORDER BY customer_id

--- list literal
SELECT id FROM orders WHERE list_contains(['open', 'shipped'], status) ORDER BY id

--- element of a list
SELECT string_split(name, ' ')[1] AS first_word FROM products ORDER BY id

--- unnest of a list
SELECT unnest([1, 2, 3]) AS n

--- median
SELECT median(price) AS middle, mode(category) AS usual FROM products

--- quantile
SELECT quantile_cont(price, 0.9) AS p90 FROM products

--- percentile within group
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY price) AS middle FROM products

--- deviation
SELECT stddev(price) AS s, var_samp(price) AS v, stddev_pop(price) AS sp FROM products

--- correlation
SELECT corr(price, cost) AS r, regr_slope(price, cost) AS slope FROM products

--- arg_max
SELECT category, arg_max(name, price) AS dearest FROM products GROUP BY category ORDER BY category

--- first and last
SELECT customer_id, first(status ORDER BY ordered_at) AS first_status, last(status ORDER BY ordered_at) AS last_status FROM orders GROUP BY customer_id ORDER BY customer_id

--- approximate count
SELECT approx_count_distinct(customer_id) AS buyers FROM orders

--- count_if and bool_or
SELECT count_if(discount > 0) AS discounted, bool_or(status = 'open') AS any_open, bool_and(discount < 1) AS all_fair FROM orders

--- boolean column
SELECT name FROM products WHERE active ORDER BY name

--- boolean literal
SELECT name FROM products WHERE active = FALSE

--- is true
SELECT name FROM products WHERE active IS NOT TRUE

--- ilike
SELECT name FROM customers WHERE name ILIKE '%LAKE%'

--- regular expression
SELECT name, regexp_extract(name, '[0-9]+') AS size FROM products WHERE regexp_matches(name, '[0-9]') ORDER BY id

--- regular expression replaced
SELECT regexp_replace(name, '[^A-Za-z]+', '_', 'g') AS slug FROM products ORDER BY id

--- similar to
SELECT name FROM products WHERE name SIMILAR TO '.*[0-9]P' ORDER BY name

--- concatenation
SELECT name || ' <' || coalesce(email, '-') || '>' AS address FROM customers ORDER BY id

--- printf
SELECT printf('%.2f EUR', price) AS label, format('{:.1f}', 2.25) AS short FROM products ORDER BY id

--- text functions of this dialect
SELECT length(name) AS letters, reverse(name) AS backwards, lpad(CAST(id AS VARCHAR), 5, '0') AS number, split_part(email, '@', 2) AS host, starts_with(name, 'B') AS b, strpos(name, 'o') AS at, contains(name, 'e') AS e FROM customers ORDER BY id

--- json arrow
SELECT name, attributes->>'colour' AS colour FROM products WHERE attributes->>'colour' IS NOT NULL ORDER BY id

--- json path
SELECT name, attributes->>'$.litres' AS litres, json_extract_string(attributes, '$.tags[0]') AS tag FROM products ORDER BY id

--- json extract
SELECT id, json_extract(attributes, '$.persons') AS persons, json_array_length(attributes, '$.tags') AS tags FROM products ORDER BY id

--- greatest and least
SELECT id, greatest(price, 100) AS high, least(price, 100) AS low FROM products ORDER BY id

--- if and ifnull
SELECT id, if(discount > 0, 'yes', 'no') AS discounted, ifnull(note, '') AS note FROM orders ORDER BY id

--- full join
SELECT c.name, o.id FROM customers c FULL OUTER JOIN orders o ON o.customer_id = c.id ORDER BY c.name, o.id

--- join using
SELECT i.order_id, SUM(quantity) AS n FROM order_items i JOIN (SELECT id AS order_id FROM orders) o USING (order_id) GROUP BY i.order_id ORDER BY i.order_id

--- natural join
SELECT COUNT(*) AS n FROM order_items NATURAL JOIN (SELECT id AS order_id FROM orders) AS o

--- semi join
SELECT name FROM customers SEMI JOIN orders ON customers.id = orders.customer_id ORDER BY name

--- anti join
SELECT name FROM products p ANTI JOIN order_items i ON i.product_id = p.id

--- asof join
SELECT o.id, p.day FROM orders o ASOF JOIN (SELECT hired_on AS day FROM employees) p ON o.ordered_at >= p.day ORDER BY o.id

--- lateral
SELECT c.name, t.id FROM customers c, LATERAL (SELECT id FROM orders o WHERE o.customer_id = c.id ORDER BY id DESC LIMIT 1) AS t ORDER BY c.name

--- recursive cte
WITH RECURSIVE chain AS (
    SELECT id, name, 0 AS depth FROM employees WHERE manager_id IS NULL
    UNION ALL
    SELECT e.id, e.name, c.depth + 1 FROM employees e JOIN chain c ON e.manager_id = c.id
)
SELECT name, depth FROM chain ORDER BY depth, name

--- months by generate_series
SELECT m.month, COUNT(o.id) AS orders FROM generate_series(DATE '2025-01-01', DATE '2025-06-01', INTERVAL 1 MONTH) AS m(month) LEFT JOIN orders o ON date_trunc('month', o.ordered_at) = m.month GROUP BY m.month ORDER BY m.month

--- range
SELECT range AS n FROM range(5)

--- rollup
SELECT country, segment, COUNT(*) AS n FROM customers GROUP BY ROLLUP (country, segment) ORDER BY country NULLS LAST, segment NULLS LAST

--- cube
SELECT country, segment, COUNT(*) AS n FROM customers GROUP BY CUBE (country, segment) ORDER BY 1, 2

--- grouping sets
SELECT country, segment, COUNT(*) AS n FROM customers GROUP BY GROUPING SETS ((country), (segment), ()) ORDER BY country, segment

--- nulls first
SELECT name, city FROM customers ORDER BY city NULLS FIRST, name

--- named window
SELECT id, SUM(quantity) OVER w AS so_far FROM (SELECT order_id AS id, quantity FROM order_items) WINDOW w AS (ORDER BY id) ORDER BY id

--- range frame
SELECT id, COUNT(*) OVER (ORDER BY ordered_at RANGE BETWEEN INTERVAL 60 DAY PRECEDING AND CURRENT ROW) AS recent FROM orders ORDER BY id

--- percent_rank and cume_dist
SELECT name, percent_rank() OVER (ORDER BY price) AS pr, cume_dist() OVER (ORDER BY price) AS cd FROM products ORDER BY name

--- last_value and nth_value
SELECT id, last_value(status) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS final, nth_value(status, 2) OVER (ORDER BY id) AS second FROM orders ORDER BY id

--- ignore nulls
SELECT id, last_value(shipped_on IGNORE NULLS) OVER (ORDER BY id) AS latest FROM orders ORDER BY id

--- distinct on
SELECT DISTINCT ON (customer_id) customer_id, id FROM orders ORDER BY customer_id, ordered_at DESC

--- values
SELECT * FROM (VALUES (1, 'low'), (2, 'high')) AS v(level, name) ORDER BY level

--- values alone
VALUES (1, 'a'), (2, 'b')

--- cte with values
WITH targets(category, goal) AS (VALUES ('Tents', 3000), ('Packs', 4000)) SELECT t.category, t.goal FROM targets t ORDER BY t.goal

--- in a row
SELECT order_id FROM order_items WHERE (order_id, product_id) IN ((1, 1), (2, 3)) ORDER BY order_id

--- is distinct from
SELECT id FROM orders WHERE employee_id IS DISTINCT FROM 3 ORDER BY id

--- division of whole numbers
SELECT 7 // 2 AS whole, 7 % 2 AS rest, mod(7, 4) AS other_rest

--- power by sign
SELECT 2 ** 3 AS eight

--- exists in the list
SELECT name, EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id) AS buyer FROM customers c ORDER BY id

--- union by name
SELECT name, country FROM customers UNION ALL BY NAME SELECT 'x' AS country, name FROM employees ORDER BY name

--- sample
SELECT COUNT(*) <= 6 AS few FROM customers USING SAMPLE 3 ROWS

--- histogram by width
SELECT floor(price / 100) * 100 AS bucket, COUNT(*) AS n FROM products GROUP BY bucket ORDER BY bucket

--- growth by month
WITH monthly AS (SELECT date_trunc('month', o.ordered_at) AS month, SUM(i.quantity * i.unit_price) AS revenue FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY 1)
SELECT month, revenue, round((revenue - lag(revenue) OVER (ORDER BY month)) / lag(revenue) OVER (ORDER BY month) * 100, 1) AS growth FROM monthly ORDER BY month

--- pareto
SELECT name, revenue, sum(revenue) OVER (ORDER BY revenue DESC) / sum(revenue) OVER () AS cumulative FROM (SELECT p.name, sum(i.quantity * i.unit_price) AS revenue FROM products p JOIN order_items i ON i.product_id = p.id GROUP BY p.name) ORDER BY revenue DESC

--- cohort
SELECT year(c.signup_date) AS cohort, year(o.ordered_at) AS year, count(DISTINCT c.id) AS buyers FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY ALL ORDER BY ALL

--- epoch
SELECT epoch(TIMESTAMP '2025-01-01 00:00:00') AS seconds, age(DATE '2025-02-01', DATE '2025-01-01') AS apart

--- collate
SELECT name FROM customers ORDER BY name COLLATE NOCASE

--- escape in like
SELECT COUNT(*) AS n FROM customers WHERE name LIKE '%!%%' ESCAPE '!'

--- letters of other languages
SELECT COUNT(*) AS n FROM customers WHERE city = 'Zürich' OR name = '東京' OR name = 'Ærø – “x”'

--- coalesced sum
SELECT e.name, coalesce(sum(i.quantity * i.unit_price), 0) AS revenue FROM employees e LEFT JOIN orders o ON o.employee_id = e.id LEFT JOIN order_items i ON i.order_id = o.id GROUP BY e.name ORDER BY revenue DESC, e.name

--- from first
FROM customers SELECT name ORDER BY name

--- pivot by hand
SELECT category, sum(CASE WHEN active THEN price END) AS active_price, sum(CASE WHEN NOT active THEN price END) AS other_price FROM products GROUP BY category ORDER BY category

--- bucket by time
SELECT time_bucket(INTERVAL '1 month', ordered_at) AS bucket, count(*) AS n FROM orders GROUP BY bucket ORDER BY bucket

--- week and day of year
SELECT week(ordered_at) AS w, dayofyear(ordered_at) AS d, dayofweek(ordered_at) AS dow, month(ordered_at) AS m, day(ordered_at) AS dom, hour(ordered_at) AS h FROM orders ORDER BY id

--- words that only the parser reserves
WITH final AS (SELECT id AS number, status AS output FROM orders) SELECT number, output AS prior FROM final ORDER BY number
