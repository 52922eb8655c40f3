-- Questions about the shop as one asks PostgreSQL. See legitimate-shared.sql for the form of an entry.

--- limit
SELECT name, price FROM products ORDER BY price DESC LIMIT 3

--- limit and offset
SELECT name FROM customers ORDER BY id LIMIT 2 OFFSET 1

--- fetch first
SELECT name FROM customers ORDER BY id FETCH FIRST 2 ROWS ONLY

--- offset and fetch
SELECT name FROM customers ORDER BY id OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY

--- schema before the table
SELECT COUNT(*) FROM public.orders

--- schema before the column
SELECT orders.id FROM public.orders ORDER BY orders.id

--- quoted names
SELECT "name", "p"."price" AS "the price" FROM "products" AS "p" ORDER BY "the price"

--- month by date_trunc
SELECT date_trunc('month', ordered_at) AS month, COUNT(*) AS orders FROM orders GROUP BY 1 ORDER BY 1

--- month by to_char
SELECT to_char(ordered_at, 'YYYY-MM') AS month, COUNT(*) AS orders FROM orders GROUP BY 1 ORDER BY 1

--- year by extract
SELECT EXTRACT(YEAR FROM ordered_at) AS year, COUNT(*) AS orders FROM orders GROUP BY 1 ORDER BY 1

--- quarter by extract
SELECT EXTRACT(quarter FROM ordered_at)::int AS quarter, COUNT(*) AS orders FROM orders GROUP BY 1 ORDER BY 1

--- date_part
SELECT date_part('dow', ordered_at) AS weekday, COUNT(*) AS n FROM orders GROUP BY weekday ORDER BY weekday

--- days between
SELECT id, shipped_on - ordered_at::date AS days FROM orders WHERE shipped_on IS NOT NULL ORDER BY id

--- age
SELECT name, age(DATE '2025-06-01', signup_date) AS since FROM customers ORDER BY id

--- interval
SELECT id, ordered_at + INTERVAL '14 days' AS due FROM orders ORDER BY id

--- interval with unit
SELECT id FROM orders WHERE ordered_at >= TIMESTAMP '2025-06-30 00:00:00' - INTERVAL '3' MONTH ORDER BY id

--- interval by cast
SELECT id, ordered_at + '1 month'::interval AS next_month FROM orders ORDER BY id

--- interval times a number
SELECT id, ordered_at + id * INTERVAL '1 day' AS later FROM orders ORDER BY id

--- date literal
SELECT COUNT(*) FROM orders WHERE ordered_at BETWEEN DATE '2025-01-01' AND DATE '2025-03-31'

--- cast by colons
SELECT id, price::integer AS whole, '2025-01-01'::date AS day, price::numeric(10, 1) AS rounded FROM products ORDER BY id

--- cast of an expression by colons
SELECT (price * 100)::bigint AS cents, price::text AS words FROM products ORDER BY id

--- cast to double precision
SELECT CAST(price AS double precision) AS d, price::double precision AS e FROM products ORDER BY id

--- cast to varchar and timestamp
SELECT CAST(id AS varchar(10)) AS words, CAST('2025-01-01' AS timestamp) AS moment, '2025-01-01'::timestamp with time zone IS NOT NULL AS zoned FROM products ORDER BY id

--- to_date and make_date
SELECT to_date('03.02.2025', 'DD.MM.YYYY') AS day, make_date(2025, 2, 3) AS made, to_timestamp('2025-02', 'YYYY-MM') IS NOT NULL AS moment

--- current date
SELECT COUNT(*) AS n FROM orders WHERE ordered_at < CURRENT_DATE

--- current timestamp
SELECT COUNT(*) AS n FROM orders WHERE ordered_at < CURRENT_TIMESTAMP

--- now
SELECT COUNT(*) AS n FROM orders WHERE ordered_at < now() - INTERVAL '1 year'

--- start of this month
SELECT COUNT(*) AS n FROM orders WHERE ordered_at >= date_trunc('month', CURRENT_DATE) - INTERVAL '1 month' AND ordered_at < date_trunc('month', CURRENT_DATE)

--- at time zone
SELECT id, ordered_at AT TIME ZONE 'UTC' IS NOT NULL AS zoned FROM orders ORDER BY id

--- distinct on
SELECT DISTINCT ON (customer_id) customer_id, id, ordered_at FROM orders ORDER BY customer_id, ordered_at DESC

--- filter
SELECT COUNT(*) FILTER (WHERE status = 'open') AS open, COUNT(*) FILTER (WHERE status = 'shipped') AS shipped FROM orders

--- filter on a sum
SELECT c.country, SUM(i.quantity * i.unit_price) FILTER (WHERE o.ordered_at >= '2025-01-01') AS revenue_2025 FROM customers c JOIN orders o ON o.customer_id = c.id JOIN order_items i ON i.order_id = o.id GROUP BY c.country ORDER BY c.country

--- string_agg
SELECT category, string_agg(name, ', ' ORDER BY name) AS products FROM products GROUP BY category ORDER BY category

--- string_agg of distinct values
SELECT string_agg(DISTINCT country, ', ') AS countries FROM customers

--- array_agg
SELECT customer_id, array_agg(id ORDER BY id) AS orders FROM orders GROUP BY customer_id ORDER BY customer_id

--- array literal
SELECT id FROM orders WHERE status = ANY (ARRAY['open', 'shipped']) ORDER BY id

--- array length
SELECT customer_id, array_length(array_agg(id), 1) AS n, cardinality(array_agg(DISTINCT status)) AS states FROM orders GROUP BY customer_id ORDER BY customer_id

--- element of an array
SELECT (string_to_array(name, ' '))[1] AS first_word FROM products ORDER BY id

--- unnest
SELECT unnest(ARRAY[1, 2, 3]) AS n

--- percentile_cont
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY price) AS middle, percentile_disc(0.9) WITHIN GROUP (ORDER BY price) AS p90 FROM products

--- mode
SELECT mode() WITHIN GROUP (ORDER BY category) AS usual FROM products

--- deviation
SELECT stddev(price) AS s, var_samp(price) AS v, stddev_pop(price) AS sp, variance(price) AS va FROM products

--- correlation
SELECT corr(price, cost) AS r, regr_slope(price, cost) AS slope, covar_pop(price, cost) AS c FROM products

--- bool_or and bool_and
SELECT bool_or(status = 'open') AS any_open, bool_and(discount < 1) AS all_fair, every(discount >= 0) AS sane FROM orders

--- boolean column
SELECT name FROM products WHERE active ORDER BY name

--- boolean literal
SELECT name FROM products WHERE active = FALSE

--- is true
SELECT name FROM products WHERE active IS NOT TRUE

--- ilike
SELECT name FROM customers WHERE name ILIKE '%LAKE%'

--- regular expression
SELECT name FROM products WHERE name ~ '[0-9]P$' ORDER BY name

--- regular expression without case
SELECT name FROM products WHERE name ~* 'tent' AND name !~ '4' ORDER BY name

--- regular expression functions
SELECT regexp_replace(name, '[^A-Za-z]+', '_', 'g') AS slug, substring(name from '[0-9]+') AS size FROM products ORDER BY id

--- similar to
SELECT name FROM products WHERE name SIMILAR TO '%[0-9]P' ORDER BY name

--- concatenation
SELECT name || ' <' || coalesce(email, '-') || '>' AS address FROM customers ORDER BY id

--- concat_ws and format
SELECT concat_ws(', ', name, city, country) AS line, format('%s (%s)', name, country) AS label FROM customers ORDER BY id

--- text functions of this dialect
SELECT length(name) AS letters, char_length(name) AS chars, reverse(name) AS backwards, initcap(name) AS capitals, lpad(id::text, 5, '0') AS number, split_part(email, '@', 2) AS host, starts_with(name, 'B') AS b, strpos(name, 'o') AS at FROM customers ORDER BY id

--- position and overlay
SELECT position('o' IN name) AS at, overlay(name placing 'X' from 1 for 1) AS masked FROM customers ORDER BY id

--- substring with from and for
SELECT substring(name FROM 1 FOR 3) AS start FROM customers ORDER BY id

--- trim variants
SELECT trim(both ' ' from name) AS a, trim(leading 'B' from name) AS b, ltrim(name) AS c, rtrim(name, 's') AS d, btrim(name, 'O') AS e FROM customers ORDER BY id

--- json arrow
SELECT name, attributes->>'colour' AS colour FROM products WHERE attributes->>'colour' IS NOT NULL ORDER BY id

--- json arrow and cast
SELECT name, (attributes->>'litres')::int AS litres FROM products WHERE (attributes->>'litres')::int > 20 ORDER BY id

--- json path
SELECT name, attributes#>>'{tags,0}' AS tag, attributes->'tags'->>1 AS second FROM products ORDER BY id

--- json contains
SELECT name FROM products WHERE attributes @> '{"colour": "orange"}' ORDER BY name

--- json functions
SELECT id, jsonb_array_length(attributes->'tags') AS tags, jsonb_typeof(attributes) AS kind, jsonb_extract_path_text(attributes, 'colour') AS colour FROM products WHERE attributes ? 'tags' ORDER BY id

--- greatest and least
SELECT id, greatest(price, 100) AS high, least(price, 100) AS low FROM products ORDER BY id

--- full join
SELECT c.name, o.id FROM customers c FULL OUTER JOIN orders o ON o.customer_id = c.id ORDER BY c.name, o.id

--- join using
SELECT order_id, SUM(quantity) AS n FROM order_items JOIN (SELECT id AS order_id FROM orders) o USING (order_id) GROUP BY order_id ORDER BY order_id

--- natural join
SELECT COUNT(*) AS n FROM order_items NATURAL JOIN (SELECT id AS order_id FROM orders) AS o

--- lateral
SELECT c.name, t.id FROM customers c CROSS JOIN LATERAL (SELECT id FROM orders o WHERE o.customer_id = c.id ORDER BY id DESC LIMIT 1) AS t ORDER BY c.name

--- left join lateral
SELECT c.name, t.last_order FROM customers c LEFT JOIN LATERAL (SELECT max(o.ordered_at) AS last_order FROM orders o WHERE o.customer_id = c.id) t ON true ORDER BY c.name

--- recursive cte
WITH RECURSIVE chain AS (
    SELECT id, name, 0 AS depth FROM employees WHERE manager_id IS NULL
    UNION ALL
    SELECT e.id, e.name, c.depth + 1 FROM employees e JOIN chain c ON e.manager_id = c.id
)
SELECT name, depth FROM chain ORDER BY depth, name

--- recursive cte with columns
WITH RECURSIVE numbers(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < 12) SELECT n FROM numbers ORDER BY n

--- materialized cte
WITH big AS MATERIALIZED (SELECT * FROM orders WHERE discount > 0) SELECT COUNT(*) FROM big

--- months by generate_series
SELECT m::date AS month, COUNT(o.id) AS orders FROM generate_series(DATE '2025-01-01', DATE '2025-06-01', INTERVAL '1 month') AS m LEFT JOIN orders o ON date_trunc('month', o.ordered_at) = m GROUP BY m ORDER BY m

--- generate_series with a column
SELECT s.n FROM generate_series(1, 5) AS s(n) ORDER BY s.n

--- rollup
SELECT country, segment, COUNT(*) AS n FROM customers GROUP BY ROLLUP (country, segment) ORDER BY country NULLS LAST, segment NULLS LAST

--- cube and grouping
SELECT country, segment, COUNT(*) AS n, GROUPING(country) AS g FROM customers GROUP BY CUBE (country, segment) ORDER BY 1, 2

--- grouping sets
SELECT country, segment, COUNT(*) AS n FROM customers GROUP BY GROUPING SETS ((country), (segment), ()) ORDER BY country, segment

--- nulls first
SELECT name, city FROM customers ORDER BY city NULLS FIRST, name

--- named window
SELECT id, SUM(id) OVER w AS so_far, COUNT(*) OVER w AS n FROM orders WINDOW w AS (ORDER BY id) ORDER BY id

--- range frame
SELECT id, COUNT(*) OVER (ORDER BY ordered_at RANGE BETWEEN INTERVAL '60 days' PRECEDING AND CURRENT ROW) AS recent FROM orders ORDER BY id

--- percent_rank and cume_dist
SELECT name, percent_rank() OVER (ORDER BY price) AS pr, cume_dist() OVER (ORDER BY price) AS cd FROM products ORDER BY name

--- last_value and nth_value
SELECT id, last_value(status) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS final, nth_value(status, 2) OVER (ORDER BY id) AS second FROM orders ORDER BY id

--- width_bucket
SELECT width_bucket(price, 0, 600, 6) AS bucket, COUNT(*) AS n FROM products GROUP BY bucket ORDER BY bucket

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

--- mathematics
SELECT mod(7, 4) AS rest, 7 % 2 AS odd, div(7, 2) AS whole, trunc(3.77, 1) AS cut, sign(-3) AS s, ln(10) AS l, exp(1) AS e, log(100) AS lg, random() >= 0 AS r, pi() > 3 AS p

--- exists in the list
SELECT name, EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id) AS buyer FROM customers c ORDER BY id

--- growth by month
WITH monthly AS (SELECT date_trunc('month', o.ordered_at) AS month, SUM(i.quantity * i.unit_price) AS revenue FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY 1)
SELECT month, revenue, round((revenue - lag(revenue) OVER (ORDER BY month)) / nullif(lag(revenue) OVER (ORDER BY month), 0) * 100, 1) AS growth FROM monthly ORDER BY month

--- pareto
SELECT name, revenue, sum(revenue) OVER (ORDER BY revenue DESC) / sum(revenue) OVER () AS cumulative FROM (SELECT p.name, sum(i.quantity * i.unit_price) AS revenue FROM products p JOIN order_items i ON i.product_id = p.id GROUP BY p.name) AS t ORDER BY revenue DESC

--- cohort
SELECT extract(year from c.signup_date) AS cohort, extract(year from o.ordered_at) AS year, count(DISTINCT c.id) AS buyers FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY 1, 2 ORDER BY 1, 2

--- epoch
SELECT extract(epoch from (shipped_on - ordered_at)) / 3600 AS hours FROM orders WHERE shipped_on IS NOT NULL ORDER BY id

--- day of week by to_char
SELECT to_char(ordered_at, 'Day') AS weekday, to_char(1234.5, 'FM9,999.00') AS amount FROM orders ORDER BY id

--- collate
SELECT name FROM customers ORDER BY name COLLATE "C"

--- escape in like
SELECT COUNT(*) AS n FROM customers WHERE name LIKE '%!%%' ESCAPE '!'

--- letters of other languages
SELECT COUNT(*) AS n FROM customers WHERE city = 'Zürich' OR name = '東京' OR name = 'Ærø – “x”'

--- array subquery
SELECT c.name, ARRAY(SELECT o.id FROM orders o WHERE o.customer_id = c.id ORDER BY o.id) AS orders FROM customers c ORDER BY c.id

--- sample
SELECT COUNT(*) <= 9 AS few FROM orders TABLESAMPLE SYSTEM (50)

--- double precision rounding
SELECT round(avg(price)::numeric, 2) AS average FROM products

--- between symmetric dates
SELECT id FROM orders WHERE ordered_at::date BETWEEN '2025-01-01' AND '2025-12-31' ORDER BY id

--- count per weekday with case
SELECT CASE EXTRACT(dow FROM ordered_at) WHEN 0 THEN 'Sunday' WHEN 6 THEN 'Saturday' ELSE 'weekday' END AS kind, COUNT(*) AS n FROM orders GROUP BY 1 ORDER BY 1

--- union in parentheses with limit
(SELECT name FROM customers ORDER BY id LIMIT 1) UNION ALL (SELECT name FROM employees ORDER BY id LIMIT 1)

--- row comparison
SELECT order_id, product_id FROM order_items WHERE (order_id, product_id) > (3, 2) ORDER BY 1, 2

--- lists of json
SELECT json_agg(name ORDER BY name) AS names, jsonb_object_agg(id, name) AS by_id FROM employees

--- words that only the parser reserves
WITH final AS (SELECT id AS number, status AS output FROM orders) SELECT number, output AS prior FROM final ORDER BY number
