-- Questions about the shop as one asks SQL Server. See legitimate-shared.sql for the form of an entry.

--- top
SELECT TOP 3 name, price FROM products ORDER BY price DESC

--- top in parentheses
SELECT TOP (3) name FROM customers ORDER BY id

--- top with ties
SELECT TOP 2 WITH TIES name, price FROM products ORDER BY price DESC

--- top percent
SELECT TOP 50 PERCENT name FROM products ORDER BY price

--- top distinct
SELECT DISTINCT TOP 3 country FROM customers ORDER BY country

--- offset and fetch
SELECT name FROM customers ORDER BY id OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY

--- offset and fetch with a group
SELECT country, COUNT(*) AS n FROM customers GROUP BY country ORDER BY n DESC, country OFFSET 0 ROWS FETCH FIRST 5 ROWS ONLY

--- brackets
SELECT [name], [p].[price] AS [the price] FROM [dbo].[products] AS [p] ORDER BY [the price]

--- reserved word in brackets
SELECT status AS [order], COUNT(*) AS [count] FROM orders GROUP BY status ORDER BY [order]

--- double quotes
SELECT "name" AS "the name" FROM "customers" ORDER BY "the name"

--- schema before the table
SELECT COUNT(*) FROM dbo.orders

--- schema before the table in brackets
SELECT COUNT(*) FROM [dbo].[orders]

--- nolock
SELECT COUNT(*) FROM orders WITH (NOLOCK)

--- nolock on two tables
SELECT c.name, COUNT(o.id) AS n FROM customers c WITH (NOLOCK) JOIN orders o WITH (NOLOCK) ON o.customer_id = c.id GROUP BY c.name ORDER BY c.name

--- national text
SELECT COUNT(*) AS n FROM customers WHERE city = N'Zürich' OR name = N'東京'

--- national text in a list
SELECT id FROM orders WHERE status IN (N'open', N'shipped') ORDER BY id

--- concatenation by plus
SELECT name + ' (' + country + ')' AS label FROM customers ORDER BY id

--- year and month
SELECT YEAR(ordered_at) AS y, MONTH(ordered_at) AS m, COUNT(*) AS n FROM orders GROUP BY YEAR(ordered_at), MONTH(ordered_at) ORDER BY y, m

--- datepart
SELECT DATEPART(quarter, ordered_at) AS q, COUNT(*) AS n FROM orders GROUP BY DATEPART(quarter, ordered_at) ORDER BY q

--- datepart short
SELECT DATEPART(yy, ordered_at) AS y, DATEPART(ww, ordered_at) AS w, DATEPART(weekday, ordered_at) AS d FROM orders ORDER BY id

--- datename
SELECT DATENAME(month, ordered_at) AS month, DATENAME(weekday, ordered_at) AS day FROM orders ORDER BY id

--- dateadd
SELECT id, DATEADD(day, 14, ordered_at) AS due, DATEADD(month, -1, ordered_at) AS before_it FROM orders ORDER BY id

--- datediff
SELECT id, DATEDIFF(day, ordered_at, shipped_on) AS days FROM orders WHERE shipped_on IS NOT NULL ORDER BY id

--- start of month by dateadd and datediff
SELECT DATEADD(month, DATEDIFF(month, 0, ordered_at), 0) AS month, COUNT(*) AS n FROM orders GROUP BY DATEADD(month, DATEDIFF(month, 0, ordered_at), 0) ORDER BY month

--- datefromparts
SELECT DATEFROMPARTS(YEAR(ordered_at), MONTH(ordered_at), 1) AS month, COUNT(*) AS n FROM orders GROUP BY DATEFROMPARTS(YEAR(ordered_at), MONTH(ordered_at), 1) ORDER BY month

--- datetrunc
SELECT DATETRUNC(month, ordered_at) AS month, COUNT(*) AS n FROM orders GROUP BY DATETRUNC(month, ordered_at) ORDER BY month

--- eomonth
SELECT EOMONTH(ordered_at) AS month_end, EOMONTH(ordered_at, 1) AS next_end FROM orders ORDER BY id

--- getdate
SELECT COUNT(*) AS n FROM orders WHERE ordered_at < GETDATE()

--- last month
SELECT COUNT(*) AS n FROM orders WHERE ordered_at >= DATEADD(month, -1, DATEADD(month, DATEDIFF(month, 0, GETDATE()), 0)) AND ordered_at < DATEADD(month, DATEDIFF(month, 0, GETDATE()), 0)

--- sysdatetime and current_timestamp
SELECT COUNT(*) AS n FROM orders WHERE ordered_at < SYSDATETIME() AND ordered_at < CURRENT_TIMESTAMP AND ordered_at < GETUTCDATE()

--- cast to date
SELECT CAST(ordered_at AS DATE) AS day, COUNT(*) AS n FROM orders GROUP BY CAST(ordered_at AS DATE) ORDER BY day

--- cast to nvarchar
SELECT CAST(id AS NVARCHAR(10)) AS words, CAST(price AS DECIMAL(10, 1)) AS amount, CAST(price AS FLOAT) AS f, CAST(price AS MONEY) AS m FROM products ORDER BY id

--- cast to max
SELECT CAST(name AS NVARCHAR(MAX)) AS words, CAST(name AS VARCHAR(50)) AS v FROM products ORDER BY id

--- convert
SELECT CONVERT(DATE, ordered_at) AS day FROM orders ORDER BY id

--- convert with a style
SELECT CONVERT(VARCHAR(10), ordered_at, 104) AS german, CONVERT(VARCHAR(7), ordered_at, 120) AS month FROM orders ORDER BY id

--- convert in the group
SELECT CONVERT(VARCHAR(7), ordered_at, 126) AS month, COUNT(*) AS n FROM orders GROUP BY CONVERT(VARCHAR(7), ordered_at, 126) ORDER BY month

--- try_cast and try_convert
SELECT TRY_CAST(note AS INT) AS a, TRY_CONVERT(INT, note) AS b FROM orders ORDER BY id

--- format
SELECT FORMAT(ordered_at, 'yyyy-MM') AS month, COUNT(*) AS n FROM orders GROUP BY FORMAT(ordered_at, 'yyyy-MM') ORDER BY month

--- format of a number
SELECT name, FORMAT(price, 'N2') AS label, FORMAT(price, 'C', 'de-DE') AS money FROM products ORDER BY id

--- iif
SELECT id, IIF(discount > 0, 'yes', 'no') AS discounted FROM orders ORDER BY id

--- isnull
SELECT id, ISNULL(note, '') AS note FROM orders ORDER BY id

--- choose
SELECT id, CHOOSE(id, 'first', 'second', 'third') AS word FROM orders ORDER BY id

--- string_agg
SELECT country, STRING_AGG(name, ', ') AS customers FROM customers GROUP BY country ORDER BY country

--- string_agg within group
SELECT category, STRING_AGG(name, ', ') WITHIN GROUP (ORDER BY name) AS products FROM products GROUP BY category ORDER BY category

--- string_agg with cast
SELECT STRING_AGG(CAST(name AS NVARCHAR(MAX)), N'; ') AS names FROM customers

--- text functions of this dialect
SELECT LEN(name) AS letters, DATALENGTH(name) AS bytes, REVERSE(name) AS backwards, CHARINDEX('o', name) AS at, PATINDEX('%[0-9]%', name) AS digit, STUFF(name, 1, 1, 'X') AS stuffed, REPLICATE('0', 3) AS zeros, LTRIM(RTRIM(name)) AS bare, TRANSLATE(name, 'ab', 'xy') AS translated FROM customers ORDER BY id

--- padded number
SELECT RIGHT('00000' + CAST(id AS VARCHAR(5)), 5) AS number, STR(price, 10, 2) AS text FROM products ORDER BY id

--- concat_ws
SELECT CONCAT_WS(', ', name, city, country) AS line FROM customers ORDER BY id

--- mathematics
SELECT 7 % 4 AS rest, SIGN(-3) AS s, LOG(10) AS l, EXP(1) AS e, PI() AS p, SQUARE(3) AS nine, RAND(1) AS r, ROUND(price, 0, 1) AS cut FROM products ORDER BY id

--- bit column
SELECT name FROM products WHERE active = 1 ORDER BY name

--- cross apply
SELECT c.name, t.id FROM customers c CROSS APPLY (SELECT TOP 1 o.id FROM orders o WHERE o.customer_id = c.id ORDER BY o.id DESC) AS t ORDER BY c.name

--- outer apply
SELECT c.name, t.last_order FROM customers c OUTER APPLY (SELECT MAX(o.ordered_at) AS last_order FROM orders o WHERE o.customer_id = c.id) t ORDER BY c.name

--- full join
SELECT c.name, o.id FROM customers c FULL OUTER JOIN orders o ON o.customer_id = c.id ORDER BY c.name, o.id

--- recursive cte without the word
WITH chain AS (
    SELECT id, name, 0 AS depth FROM employees WHERE manager_id IS NULL
    UNION ALL
    SELECT e.id, e.name, c.depth + 1 FROM employees e JOIN chain c ON e.manager_id = c.id
)
SELECT name, depth FROM chain ORDER BY depth, name

--- recursive months with maxrecursion
WITH months (m) AS (SELECT CAST('2025-01-01' AS DATE) UNION ALL SELECT DATEADD(month, 1, m) FROM months WHERE m < '2025-06-01')
SELECT months.m, COUNT(o.id) AS orders FROM months LEFT JOIN orders o ON DATEDIFF(month, months.m, o.ordered_at) = 0 GROUP BY months.m ORDER BY months.m OPTION (MAXRECURSION 400)

--- values
SELECT v.level, v.name FROM (VALUES (1, 'low'), (2, 'high')) AS v (level, name) ORDER BY v.level

--- rollup
SELECT country, segment, COUNT(*) AS n FROM customers GROUP BY ROLLUP (country, segment) ORDER BY country, segment

--- cube and grouping
SELECT country, segment, COUNT(*) AS n, GROUPING(country) AS g FROM customers GROUP BY CUBE (country, segment)

--- grouping sets
SELECT country, segment, COUNT(*) AS n FROM customers GROUP BY GROUPING SETS ((country), (segment), ())

--- percentile over
SELECT DISTINCT category, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY price) OVER (PARTITION BY category) AS middle FROM products ORDER BY category

--- deviation
SELECT STDEV(price) AS s, STDEVP(price) AS sp, VAR(price) AS v, VARP(price) AS vp FROM products

--- count_big
SELECT COUNT_BIG(*) AS n, APPROX_COUNT_DISTINCT(customer_id) AS buyers FROM orders

--- percent_rank and cume_dist
SELECT name, PERCENT_RANK() OVER (ORDER BY price) AS pr, CUME_DIST() OVER (ORDER BY price) AS cd FROM products ORDER BY name

--- last_value
SELECT id, LAST_VALUE(status) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS final FROM orders ORDER BY id

--- json_value
SELECT name, JSON_VALUE(attributes, '$.colour') AS colour FROM products WHERE ISJSON(attributes) = 1 ORDER BY id

--- json_query
SELECT name, JSON_QUERY(attributes, '$.tags') AS tags FROM products ORDER BY id

--- at time zone
SELECT id, ordered_at AT TIME ZONE 'UTC' AS zoned FROM orders ORDER BY id

--- not equal in two ways
SELECT id FROM orders WHERE status <> 'open' AND status != 'cancelled' ORDER BY id

--- like with a class of letters
SELECT name FROM customers WHERE name LIKE '[A-C]%' ORDER BY name

--- growth by month
WITH monthly AS (SELECT FORMAT(o.ordered_at, 'yyyy-MM') AS month, SUM(i.quantity * i.unit_price) AS revenue FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY FORMAT(o.ordered_at, 'yyyy-MM'))
SELECT month, revenue, ROUND((revenue - LAG(revenue) OVER (ORDER BY month)) / LAG(revenue) OVER (ORDER BY month) * 100, 1) AS growth FROM monthly ORDER BY month

--- pareto
SELECT name, revenue, SUM(revenue) OVER (ORDER BY revenue DESC) / SUM(revenue) OVER () AS cumulative FROM (SELECT p.name, SUM(i.quantity * i.unit_price) AS revenue FROM products p JOIN order_items i ON i.product_id = p.id GROUP BY p.name) AS t ORDER BY revenue DESC

--- best of each group
SELECT category, name, price FROM (SELECT category, name, price, ROW_NUMBER() OVER (PARTITION BY category ORDER BY price DESC) AS place FROM products) AS ranked WHERE place = 1 ORDER BY category

--- cohort
SELECT YEAR(c.signup_date) AS cohort, YEAR(o.ordered_at) AS [year], COUNT(DISTINCT c.id) AS buyers FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY YEAR(c.signup_date), YEAR(o.ordered_at) ORDER BY 1, 2

--- collate
SELECT name FROM customers ORDER BY name COLLATE Latin1_General_CI_AS

--- escape in like
SELECT COUNT(*) AS n FROM customers WHERE name LIKE '%!%%' ESCAPE '!'

--- top in a subquery
SELECT name FROM customers WHERE id IN (SELECT TOP 3 customer_id FROM orders ORDER BY ordered_at DESC)

--- subquery in top
SELECT TOP (SELECT COUNT(*) FROM employees) name FROM customers ORDER BY id

--- coalesced sum
SELECT e.name, COALESCE(SUM(i.quantity * i.unit_price), 0) AS revenue FROM employees e LEFT JOIN orders o ON o.employee_id = e.id LEFT JOIN order_items i ON i.order_id = o.id GROUP BY e.name ORDER BY revenue DESC, e.name

--- union all with order
SELECT 'customer' AS kind, name FROM customers UNION ALL SELECT 'employee', name FROM employees ORDER BY kind, name

--- alias without as
SELECT c.name customer, COUNT(*) n FROM customers c INNER JOIN orders o ON o.customer_id = c.id GROUP BY c.name ORDER BY n DESC, customer

--- sum of a condition
SELECT SUM(CASE WHEN status = 'open' THEN 1 ELSE 0 END) AS [open], SUM(IIF(status = 'shipped', 1, 0)) AS shipped FROM orders

--- average of integers
SELECT AVG(CAST(quantity AS FLOAT)) AS average, AVG(1.0 * quantity) AS same FROM order_items

--- datediff_big and day
SELECT DATEDIFF_BIG(second, '2025-01-01', ordered_at) AS seconds, DAY(ordered_at) AS d FROM orders ORDER BY id

--- string_split
SELECT value AS word FROM STRING_SPLIT('a,b,c', ',')

--- exists of this dialect
SELECT c.name FROM customers c WHERE NOT EXISTS (SELECT * FROM orders o WHERE o.customer_id = c.id AND o.ordered_at >= '20250101')

--- try_parse
SELECT TRY_PARSE('03.02.2025' AS DATE USING 'de-DE') AS day

--- greatest and least
SELECT id, GREATEST(price, 100) AS high, LEAST(price, 100) AS low FROM products ORDER BY id

--- pivot by hand
SELECT category, SUM(CASE WHEN active = 1 THEN price END) AS active_price, SUM(CASE WHEN active = 0 THEN price END) AS other_price FROM products GROUP BY category ORDER BY category

--- time of day
SELECT DATEPART(hour, ordered_at) AS hour, COUNT(*) AS n FROM orders WHERE CAST(ordered_at AS TIME) >= '12:00' GROUP BY DATEPART(hour, ordered_at) ORDER BY hour

--- bits
SELECT id, id & 1 AS odd, id | 8 AS set_bit, id ^ 1 AS flipped FROM orders ORDER BY id

--- soundex and unicode
SELECT SOUNDEX(name) AS sound, DIFFERENCE(name, 'Blue') AS near, UNICODE(name) AS first_code, ASCII(name) AS a, CHAR(65) AS b FROM customers ORDER BY id

--- isnumeric and nullif
SELECT ISNUMERIC(note) AS number, NULLIF(note, '') AS note FROM orders ORDER BY id

--- words that only the parser reserves
WITH final AS (SELECT id AS number, status AS output FROM orders) SELECT number, output AS prior FROM final ORDER BY number
