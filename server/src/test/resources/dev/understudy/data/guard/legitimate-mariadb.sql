-- Questions about the shop as one asks MariaDB or MySQL. See legitimate-shared.sql for the form of an entry.

--- limit
SELECT name, price FROM products ORDER BY price DESC LIMIT 3

--- limit with two numbers
SELECT name FROM customers ORDER BY id LIMIT 1, 2

--- limit and offset
SELECT name FROM customers ORDER BY id LIMIT 2 OFFSET 1

--- backticks
SELECT `name`, `p`.`price` AS `the price` FROM `products` AS `p` ORDER BY `the price`

--- schema before the table
SELECT COUNT(*) FROM shop.orders

--- schema before the table in backticks
SELECT COUNT(*) FROM `shop`.`orders`

--- text in double quotes
SELECT COUNT(*) AS n FROM orders WHERE status = "shipped"

--- month by date_format
SELECT DATE_FORMAT(ordered_at, '%Y-%m') AS month, COUNT(*) AS orders FROM orders GROUP BY month ORDER BY month

--- month by date_format in the group
SELECT DATE_FORMAT(ordered_at, '%Y-%m-01') AS month, COUNT(*) AS orders FROM orders GROUP BY DATE_FORMAT(ordered_at, '%Y-%m-01') ORDER BY 1

--- year and month by functions
SELECT YEAR(ordered_at) AS y, MONTH(ordered_at) AS m, COUNT(*) AS n FROM orders GROUP BY YEAR(ordered_at), MONTH(ordered_at) ORDER BY y, m

--- quarter and week
SELECT QUARTER(ordered_at) AS q, WEEK(ordered_at) AS w, COUNT(*) AS n FROM orders GROUP BY q, w ORDER BY q, w

--- parts of a date
SELECT DAY(ordered_at) AS d, DAYOFMONTH(ordered_at) AS dm, DAYOFWEEK(ordered_at) AS dw, DAYOFYEAR(ordered_at) AS dy, WEEKDAY(ordered_at) AS wd, HOUR(ordered_at) AS h, MINUTE(ordered_at) AS mi, SECOND(ordered_at) AS s FROM orders ORDER BY id

--- names of days and months
SELECT DAYNAME(ordered_at) AS day, MONTHNAME(ordered_at) AS month FROM orders ORDER BY id

--- extract
SELECT EXTRACT(YEAR FROM ordered_at) AS year, COUNT(*) AS orders FROM orders GROUP BY year ORDER BY year

--- extract year_month
SELECT EXTRACT(YEAR_MONTH FROM ordered_at) AS month, COUNT(*) AS orders FROM orders GROUP BY month ORDER BY month

--- datediff
SELECT id, DATEDIFF(shipped_on, ordered_at) AS days FROM orders WHERE shipped_on IS NOT NULL ORDER BY id

--- timestampdiff
SELECT id, TIMESTAMPDIFF(HOUR, ordered_at, shipped_on) AS hours, TIMESTAMPDIFF(MONTH, '2024-01-31', ordered_at) AS months FROM orders ORDER BY id

--- date_add
SELECT id, DATE_ADD(ordered_at, INTERVAL 14 DAY) AS due, DATE_SUB(ordered_at, INTERVAL 1 MONTH) AS before_it FROM orders ORDER BY id

--- interval by sign
SELECT id FROM orders WHERE ordered_at >= '2025-06-30' - INTERVAL 3 MONTH ORDER BY id

--- interval added
SELECT id, ordered_at + INTERVAL 1 YEAR AS next_year FROM orders ORDER BY id

--- current date
SELECT COUNT(*) AS n FROM orders WHERE ordered_at < CURDATE()

--- current_date without parentheses
SELECT COUNT(*) AS n FROM orders WHERE ordered_at < CURRENT_DATE

--- now
SELECT COUNT(*) AS n FROM orders WHERE ordered_at < NOW() - INTERVAL 1 YEAR

--- last month
SELECT COUNT(*) AS n FROM orders WHERE ordered_at >= DATE_FORMAT(CURDATE() - INTERVAL 1 MONTH, '%Y-%m-01') AND ordered_at < DATE_FORMAT(CURDATE(), '%Y-%m-01')

--- str_to_date
SELECT STR_TO_DATE('03.02.2025', '%d.%m.%Y') AS day

--- last_day and makedate
SELECT LAST_DAY('2025-02-03') AS last, MAKEDATE(2025, 34) AS made

--- date of a moment
SELECT DATE(ordered_at) AS day, TIME(ordered_at) AS moment FROM orders ORDER BY id

--- unix_timestamp
SELECT UNIX_TIMESTAMP(ordered_at) > 0 AS late, FROM_UNIXTIME(0) IS NOT NULL AS epoch FROM orders ORDER BY id

--- date literal
SELECT COUNT(*) FROM orders WHERE ordered_at BETWEEN DATE '2025-01-01' AND DATE '2025-03-31'

--- group_concat
SELECT category, GROUP_CONCAT(name ORDER BY name SEPARATOR ', ') AS products FROM products GROUP BY category ORDER BY category

--- group_concat of distinct values
SELECT GROUP_CONCAT(DISTINCT country ORDER BY country SEPARATOR '; ') AS countries FROM customers

--- group_concat plain
SELECT customer_id, GROUP_CONCAT(id) AS orders FROM orders GROUP BY customer_id ORDER BY customer_id

--- if
SELECT id, IF(discount > 0, 'yes', 'no') AS discounted FROM orders ORDER BY id

--- ifnull
SELECT id, IFNULL(note, '') AS note FROM orders ORDER BY id

--- sum of a condition
SELECT SUM(status = 'open') AS open, SUM(IF(status = 'shipped', 1, 0)) AS shipped FROM orders

--- count of a condition
SELECT COUNT(CASE WHEN discount > 0 THEN 1 END) AS discounted, COUNT(IF(discount = 0, 1, NULL)) AS full_price FROM orders

--- boolean column
SELECT name FROM products WHERE active = TRUE ORDER BY name

--- boolean column as a number
SELECT name FROM products WHERE active = 1 ORDER BY name

--- is true
SELECT name FROM products WHERE active IS NOT TRUE

--- regular expression
SELECT name FROM products WHERE name REGEXP '[0-9]P$' ORDER BY name

--- regular expression by rlike
SELECT name FROM products WHERE name RLIKE 'tent' ORDER BY name

--- not regexp
SELECT name FROM products WHERE name NOT REGEXP 'Tent' ORDER BY name

--- regular expression functions
SELECT REGEXP_REPLACE(name, '[^A-Za-z]+', '_') AS slug, REGEXP_SUBSTR(name, '[0-9]+') AS size FROM products ORDER BY id

--- concat_ws
SELECT CONCAT_WS(', ', name, city, country) AS line FROM customers ORDER BY id

--- text functions of this dialect
SELECT LENGTH(name) AS bytes, CHAR_LENGTH(name) AS letters, REVERSE(name) AS backwards, LPAD(id, 5, '0') AS number, SUBSTRING_INDEX(email, '@', -1) AS host, LOCATE('o', name) AS at, INSTR(name, 'e') AS e, MID(name, 2, 3) AS middle FROM customers ORDER BY id

--- substring with from and for
SELECT SUBSTRING(name FROM 1 FOR 3) AS start FROM customers ORDER BY id

--- trim variants
SELECT TRIM(BOTH ' ' FROM name) AS a, TRIM(LEADING 'B' FROM name) AS b, LTRIM(name) AS c, RTRIM(name) AS d FROM customers ORDER BY id

--- format of a number
SELECT FORMAT(price, 2) AS label, TRUNCATE(price, 0) AS cut, ROUND(price) AS whole FROM products ORDER BY id

--- mathematics
SELECT MOD(7, 4) AS rest, 7 MOD 4 AS same, 7 % 2 AS odd, 7 DIV 2 AS whole, SIGN(-3) AS s, LN(10) AS l, EXP(1) AS e, PI() > 3 AS p, RAND() >= 0 AS r, CEIL(1.2) AS c, POW(2, 3) AS eight

--- json_extract
SELECT name, JSON_EXTRACT(attributes, '$.litres') AS litres FROM products ORDER BY id

--- json_unquote
SELECT name, JSON_UNQUOTE(JSON_EXTRACT(attributes, '$.colour')) AS colour FROM products ORDER BY id

--- json_value
SELECT name, JSON_VALUE(attributes, '$.colour') AS colour FROM products WHERE JSON_VALUE(attributes, '$.litres') > 20 ORDER BY id

--- json_contains
SELECT name, JSON_LENGTH(attributes, '$.tags') AS tags FROM products WHERE JSON_CONTAINS(attributes, '"hiking"', '$.tags') ORDER BY id

--- json lists
SELECT category, JSON_ARRAYAGG(name) AS names FROM products GROUP BY category ORDER BY category

--- greatest and least
SELECT id, GREATEST(price, 100) AS high, LEAST(price, 100) AS low FROM products ORDER BY id

--- cast to signed and char
SELECT CAST(price AS SIGNED) AS whole, CAST(id AS CHAR) AS words, CAST('2025-01-01' AS DATE) AS day, CAST('12' AS UNSIGNED) AS n, CAST(ordered AS DATETIME) AS moment FROM (SELECT price, id, '2025-01-01 10:00:00' AS ordered FROM products) AS t ORDER BY id

--- convert
SELECT CONVERT(price, SIGNED) AS whole, CONVERT(name USING utf8mb4) AS words FROM products ORDER BY id

--- deviation
SELECT STDDEV(price) AS s, STDDEV_POP(price) AS sp, VARIANCE(price) AS v, VAR_SAMP(price) AS vs, STD(price) AS st FROM products

--- median over
SELECT DISTINCT category, MEDIAN(price) OVER (PARTITION BY category) AS middle FROM products ORDER BY category

--- percentile over
SELECT DISTINCT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY price) OVER () AS middle FROM products

--- with rollup
SELECT country, COUNT(*) AS n FROM customers GROUP BY country WITH ROLLUP

--- join using
SELECT order_id, SUM(quantity) AS n FROM order_items JOIN (SELECT id AS order_id FROM orders) o USING (order_id) GROUP BY order_id ORDER BY order_id

--- natural join
SELECT COUNT(*) AS n FROM order_items NATURAL JOIN (SELECT id AS order_id FROM orders) AS o

--- straight join
SELECT COUNT(*) AS n FROM customers STRAIGHT_JOIN orders ON orders.customer_id = customers.id

--- recursive cte
WITH RECURSIVE chain AS (
    SELECT id, name, 0 AS depth FROM employees WHERE manager_id IS NULL
    UNION ALL
    SELECT e.id, e.name, c.depth + 1 FROM employees e JOIN chain c ON e.manager_id = c.id
)
SELECT name, depth FROM chain ORDER BY depth, name

--- recursive months
WITH RECURSIVE months(m) AS (SELECT DATE('2025-01-01') UNION ALL SELECT DATE_ADD(m, INTERVAL 1 MONTH) FROM months WHERE m < '2025-06-01')
SELECT months.m, COUNT(o.id) AS orders FROM months LEFT JOIN orders o ON DATE_FORMAT(o.ordered_at, '%Y-%m') = DATE_FORMAT(months.m, '%Y-%m') GROUP BY months.m ORDER BY months.m

--- named window
SELECT id, SUM(id) OVER w AS so_far, COUNT(*) OVER w AS n FROM orders WINDOW w AS (ORDER BY id) ORDER BY id

--- percent_rank and cume_dist
SELECT name, PERCENT_RANK() OVER (ORDER BY price) AS pr, CUME_DIST() OVER (ORDER BY price) AS cd FROM products ORDER BY name

--- last_value
SELECT id, LAST_VALUE(status) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS final FROM orders ORDER BY id

--- null-safe equality
SELECT id FROM orders WHERE employee_id <=> NULL ORDER BY id

--- nulls last by hand
SELECT name, city FROM customers ORDER BY city IS NULL, city, name

--- order by field
SELECT id, status FROM orders ORDER BY FIELD(status, 'open', 'shipped', 'cancelled'), id

--- find_in_set
SELECT id FROM orders WHERE FIND_IN_SET(status, 'open,shipped') > 0 ORDER BY id

--- in a row
SELECT order_id FROM order_items WHERE (order_id, product_id) IN ((1, 1), (2, 3)) ORDER BY order_id

--- operators
SELECT id FROM orders WHERE NOT (status = 'open' OR discount > 0) AND id != 1 ORDER BY id

--- double ampersand
SELECT id FROM orders WHERE status = 'open' && discount > 0

--- growth by month
WITH monthly AS (SELECT DATE_FORMAT(o.ordered_at, '%Y-%m') AS month, SUM(i.quantity * i.unit_price) AS revenue FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY 1)
SELECT month, revenue, ROUND((revenue - LAG(revenue) OVER (ORDER BY month)) / LAG(revenue) OVER (ORDER BY month) * 100, 1) AS growth FROM monthly ORDER BY month

--- pareto
SELECT name, revenue, SUM(revenue) OVER (ORDER BY revenue DESC) / SUM(revenue) OVER () AS cumulative FROM (SELECT p.name, SUM(i.quantity * i.unit_price) AS revenue FROM products p JOIN order_items i ON i.product_id = p.id GROUP BY p.name) AS t ORDER BY revenue DESC

--- best of each group
SELECT category, name, price FROM (SELECT category, name, price, ROW_NUMBER() OVER (PARTITION BY category ORDER BY price DESC) AS place FROM products) AS ranked WHERE place = 1 ORDER BY category

--- cohort
SELECT YEAR(c.signup_date) AS cohort, YEAR(o.ordered_at) AS year, COUNT(DISTINCT c.id) AS buyers FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY 1, 2 ORDER BY 1, 2

--- having without group
SELECT COUNT(*) AS n FROM orders HAVING n > 3

--- collate
SELECT name FROM customers ORDER BY name COLLATE utf8mb4_general_ci

--- binary comparison
SELECT COUNT(*) AS n FROM customers WHERE BINARY name = 'Blue Lake Outdoor'

--- escape in like
SELECT COUNT(*) AS n FROM customers WHERE name LIKE '%!%%' ESCAPE '!'

--- backslash in a text
SELECT COUNT(*) AS n FROM customers WHERE name LIKE '%50\%%' OR name REGEXP '\\d'

--- letters of other languages
SELECT COUNT(*) AS n FROM customers WHERE city = 'Zürich' OR name = '東京' OR name = 'Ærø – “x”'

--- derived table without as
SELECT AVG(total) FROM (SELECT order_id, SUM(quantity * unit_price) total FROM order_items GROUP BY order_id) t

--- union in parentheses with limit
(SELECT name FROM customers ORDER BY id LIMIT 1) UNION ALL (SELECT name FROM employees ORDER BY id LIMIT 1)

--- distinctrow of two columns
SELECT DISTINCT country, segment FROM customers ORDER BY country, segment

--- spaceless comparison
SELECT id FROM products WHERE price>100 AND cost<=200 ORDER BY id

--- hash functions
SELECT id, MD5(name) AS hash, HEX(id) AS hexadecimal, CRC32(name) AS checksum FROM customers ORDER BY id

--- soundex and strcmp
SELECT SOUNDEX(name) AS sound, STRCMP(name, 'B') AS compared, ELT(2, 'a', 'b') AS picked, REPEAT('*', 3) AS stars, SPACE(2) AS gap FROM customers ORDER BY id

--- coalesced sum
SELECT e.name, COALESCE(SUM(i.quantity * i.unit_price), 0) AS revenue FROM employees e LEFT JOIN orders o ON o.employee_id = e.id LEFT JOIN order_items i ON i.order_id = o.id GROUP BY e.name ORDER BY revenue DESC, e.name

--- case in order by
SELECT id, status FROM orders ORDER BY CASE status WHEN 'open' THEN 0 ELSE 1 END, id DESC

--- average order by day of week
SELECT DAYNAME(o.ordered_at) AS day, AVG(t.total) AS average FROM orders o JOIN (SELECT order_id, SUM(quantity * unit_price) AS total FROM order_items GROUP BY order_id) t ON t.order_id = o.id GROUP BY DAYNAME(o.ordered_at), DAYOFWEEK(o.ordered_at) ORDER BY DAYOFWEEK(o.ordered_at)

--- exists in the list
SELECT name, EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id) AS buyer FROM customers c ORDER BY id

--- all of a schema's column
SELECT customers.name FROM shop.customers ORDER BY customers.name

--- bits
SELECT id, id & 1 AS odd, id | 8 AS set_bit, id ^ 1 AS flipped, id << 1 AS twice FROM orders ORDER BY id

--- time of day
SELECT HOUR(ordered_at) AS hour, COUNT(*) AS n FROM orders WHERE TIME(ordered_at) >= '12:00:00' GROUP BY HOUR(ordered_at) ORDER BY hour

--- years and yearweek
SELECT YEARWEEK(ordered_at) AS yw, TO_DAYS(ordered_at) AS days, PERIOD_DIFF(202506, 202501) AS months FROM orders ORDER BY id

--- texts in double quotes
SELECT COUNT(*) AS "number of customers" FROM customers WHERE email = "shop@ohara.example" OR name = "O'Hara & ""Sons"""

--- words that only the parser reserves
WITH final AS (SELECT id AS number, status AS output FROM orders) SELECT number, output AS prior FROM final ORDER BY number
