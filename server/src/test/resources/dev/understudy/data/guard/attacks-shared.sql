-- Attacks that need no dialect: each counts for all four.
-- An entry begins with a line "--- name: what it would do"; the statement goes on to the next such line.
-- {{U+200B}} stands for the character with that number.

--- empty: nothing at all

--- only a comment: no statement
-- nothing to see

--- only a semicolon: no statement
;

--- only white space: no statement
   {{U+0009}}  

--- delete: removes all orders
DELETE FROM orders

--- delete with condition: removes one customer
DELETE FROM customers WHERE id = 1

--- update: makes everything free
UPDATE products SET price = 0

--- insert values: adds a row
INSERT INTO customers (id, name, country, segment, signup_date) VALUES (99, 'x', 'x', 'x', '2025-01-01')

--- insert select: doubles the items
INSERT INTO order_items SELECT order_id + 100, product_id, quantity, unit_price FROM order_items

--- drop table: removes a table
DROP TABLE order_items

--- drop table if exists: removes a table
DROP TABLE IF EXISTS order_items

--- create table: makes a table
CREATE TABLE loot (id INTEGER)

--- create table as select: copies a table
CREATE TABLE loot AS SELECT * FROM customers

--- create view: makes a view
CREATE VIEW loot AS SELECT * FROM customers

--- create index: makes an index
CREATE INDEX loot ON orders (status)

--- alter table add: changes a table
ALTER TABLE customers ADD COLUMN loot INTEGER

--- alter table drop: loses a column
ALTER TABLE customers DROP COLUMN email

--- truncate: empties a table
TRUNCATE TABLE order_items

--- grant: gives rights
GRANT ALL ON customers TO PUBLIC

--- revoke: takes rights
REVOKE SELECT ON customers FROM PUBLIC

--- commit: ends the read-only transaction
COMMIT

--- rollback: ends the read-only transaction
ROLLBACK

--- begin: opens a transaction
BEGIN

--- savepoint: touches the transaction
SAVEPOINT loot

--- merge: writes by merging
MERGE INTO customers AS t USING (SELECT 1 AS id) AS s ON t.id = s.id WHEN MATCHED THEN DELETE

--- stacked drop: a second statement after a harmless one
SELECT 1; DROP TABLE order_items

--- stacked delete: a second statement after a harmless one
SELECT * FROM customers; DELETE FROM order_items

--- stacked update: a second statement after a harmless one
SELECT * FROM customers;UPDATE products SET price = 0;

--- stacked selects: two statements, both harmless, still two
SELECT 1; SELECT 2

--- stacked after a comment: the comment hides the semicolon from a careless reader
SELECT 1 /* ; */ ; DELETE FROM order_items

--- stacked after a line comment: the second statement is on the next line
SELECT 1 -- ;
; DELETE FROM order_items

--- stacked before: the write comes first
DELETE FROM order_items; SELECT 1

--- stacked inside blanks: many semicolons
SELECT 1;;; DROP TABLE order_items;;;

--- commit and delete: leaves the read-only transaction, then writes
COMMIT; DELETE FROM order_items

--- rollback and delete: leaves the read-only transaction, then writes
ROLLBACK; DELETE FROM order_items

--- rollback and begin read write: opens a writing transaction
ROLLBACK; BEGIN; DELETE FROM order_items; COMMIT

--- select then commit then write: three statements
SELECT 1; COMMIT; UPDATE products SET price = 0

--- select into a table: makes a table
SELECT * INTO loot FROM customers

--- select into in a subquery: makes a table
SELECT * FROM (SELECT * INTO loot FROM customers) AS x

--- select into in a union: makes a table
SELECT name INTO loot FROM customers UNION SELECT name FROM employees

--- cte with delete: writes inside WITH
WITH gone AS (DELETE FROM order_items RETURNING *) SELECT * FROM gone

--- cte with update: writes inside WITH
WITH free AS (UPDATE products SET price = 0 RETURNING id) SELECT count(*) FROM free

--- cte with insert: writes inside WITH
WITH more AS (INSERT INTO customers SELECT * FROM customers RETURNING id) SELECT * FROM more

--- cte before a delete: reads, then writes
WITH old AS (SELECT id FROM orders) DELETE FROM order_items WHERE order_id IN (SELECT id FROM old)

--- cte before an update: reads, then writes
WITH old AS (SELECT id FROM products) UPDATE products SET price = 0 WHERE id IN (SELECT id FROM old)

--- cte before an insert: reads, then writes
WITH old AS (SELECT * FROM order_items) INSERT INTO order_items SELECT * FROM old

--- nested cte with delete: the write is two levels down
WITH a AS (WITH b AS (DELETE FROM order_items RETURNING *) SELECT * FROM b) SELECT * FROM a

--- cte that is never used: it would run all the same
WITH gone AS (DELETE FROM order_items RETURNING *) SELECT 1

--- for update: locks rows
SELECT * FROM customers FOR UPDATE

--- for update of: locks rows of one table
SELECT c.* FROM customers c FOR UPDATE OF c

--- for share: locks rows
SELECT * FROM customers FOR SHARE

--- for update skip locked: locks rows
SELECT * FROM orders FOR UPDATE SKIP LOCKED

--- for update in a subquery: locks rows, hidden
SELECT count(*) FROM (SELECT * FROM orders FOR UPDATE) AS x

--- call: runs a procedure
CALL do_something()

--- explain analyze: runs what it explains
EXPLAIN ANALYZE DELETE FROM order_items

--- set a variable: changes the session
SET search_path = 'x'

--- information schema tables: tells which tables there are
SELECT table_schema, table_name FROM information_schema.tables

--- information schema columns: tells which columns there are
SELECT * FROM information_schema.columns

--- information schema in upper case: tells which tables there are
SELECT * FROM INFORMATION_SCHEMA.TABLES

--- unknown table: not in the catalogue
SELECT * FROM payroll

--- unknown table in a join: not in the catalogue
SELECT * FROM customers c JOIN payroll p ON p.id = c.id

--- unknown table in a subquery: not in the catalogue
SELECT * FROM customers WHERE id IN (SELECT id FROM payroll)

--- unknown table in a scalar subquery: not in the catalogue
SELECT name, (SELECT max(salary) FROM payroll) FROM customers

--- unknown table in exists: not in the catalogue
SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM payroll p WHERE p.id = c.id)

--- unknown table in order by: not in the catalogue
SELECT name FROM customers ORDER BY (SELECT count(*) FROM payroll)

--- unknown table in having: not in the catalogue
SELECT country FROM customers GROUP BY country HAVING count(*) > (SELECT count(*) FROM payroll)

--- unknown table in case: not in the catalogue
SELECT CASE WHEN (SELECT count(*) FROM payroll) > 0 THEN 1 ELSE 0 END FROM customers

--- unknown table in a union: not in the catalogue
SELECT name FROM customers UNION ALL SELECT secret FROM payroll

--- unknown table behind a cte name: the name inside means the real table
WITH payroll AS (SELECT * FROM payroll) SELECT * FROM payroll

--- cte name out of scope: it is known only inside the subquery
SELECT * FROM (WITH payroll AS (SELECT 1 AS a) SELECT a FROM payroll) AS x JOIN payroll ON 1 = 1

--- cte name with a schema: a qualified name never means a CTE
WITH payroll AS (SELECT 1 AS a) SELECT * FROM secret.payroll

--- cte used before it is defined: the first one means the real table
WITH a AS (SELECT * FROM payroll), payroll AS (SELECT 1 AS x) SELECT * FROM a

--- unknown schema: the name is right, the schema is not
SELECT * FROM backup.customers

--- another database: three parts
SELECT * FROM otherdb.otherschema.customers

--- another server: four parts
SELECT * FROM otherserver.otherdb.otherschema.customers

--- database link: a table of another server
SELECT * FROM customers@other_server

--- unknown function: nobody knows what it does
SELECT do_something(name) FROM customers

--- unknown function in where: nobody knows what it does
SELECT name FROM customers WHERE do_something(id) = 1

--- unknown function in order by: nobody knows what it does
SELECT name FROM customers ORDER BY do_something(id)

--- unknown function in group by: nobody knows what it does
SELECT count(*) FROM customers GROUP BY do_something(id)

--- unknown function in a join: nobody knows what it does
SELECT * FROM customers c JOIN orders o ON do_something(c.id, o.customer_id)

--- unknown function inside a known one: nobody knows what it does
SELECT sum(coalesce(do_something(quantity), 0)) FROM order_items

--- unknown window function: nobody knows what it does
SELECT do_something(id) OVER (ORDER BY id) FROM orders

--- unknown function in a window: nobody knows what it does
SELECT sum(id) OVER (PARTITION BY do_something(id)) FROM orders

--- unknown function in a frame: nobody knows what it does
SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN do_something(1) PRECEDING AND CURRENT ROW) FROM orders

--- schema-qualified function: another function behind a known name
SELECT secret.upper(name) FROM customers

--- sequence: takes the next number, which is a write
SELECT nextval('customers_id_seq')

--- next value for: takes the next number, which is a write
SELECT NEXT VALUE FOR customers_id_seq

--- named parameter: a value that nobody gave
SELECT * FROM customers WHERE id = :id

--- parameter: a value that nobody gave
SELECT * FROM customers WHERE id = ?

--- user variable: state of the session
SELECT @secret

--- user variable assigned: state of the session
SELECT @secret := 1

--- system variable: tells about the server
SELECT @@version

--- jdbc escape: the driver rewrites it before the database sees it
SELECT {fn user()} FROM customers

--- jdbc call escape: the driver turns it into a procedure call
{call do_something()}

--- unterminated string: the rest of the statement is a value to one reader and code to another
SELECT * FROM customers WHERE name = 'x

--- unterminated identifier: the rest is a name to one reader and code to another
SELECT * FROM "customers

--- unterminated comment: the rest is a comment to one reader and code to another
SELECT 1 /* DELETE FROM order_items

--- executable comment: MySQL and MariaDB run what is inside
SELECT 1 /*!50000 INTO OUTFILE '/tmp/loot' */

--- executable comment for MariaDB: runs there only
SELECT 1 /*M!100000 INTO OUTFILE '/tmp/loot' */

--- executable comment without a version: runs on each
SELECT /*! 1 INTO OUTFILE '/tmp/loot' */ 2

--- nested comment: some dialects nest, some do not
SELECT 1 /* a /* b */ ; DELETE FROM order_items -- */

--- comment end without a start: where it ends depends on the reader
SELECT 1 */ DELETE FROM order_items /*

--- two dashes without a space: a comment here, a double minus there
SELECT 1--1; DELETE FROM order_items

--- hash comment: a comment in one dialect only
SELECT 1 # ; DELETE FROM order_items

--- optimizer hint: nobody asked for it
SELECT /*+ SET_VAR(sql_mode='') */ * FROM customers

--- backslash before a quote: ends the string in one dialect, not in the other
SELECT * FROM customers WHERE name = '\'; DELETE FROM order_items; -- '

--- backslash before a quote with union: ends the string in one dialect, not in the other
SELECT name FROM customers WHERE name = 'a\' UNION SELECT secret FROM payroll WHERE 'b' = 'b'

--- backslash at the end of a string: the next quote is swallowed by some
SELECT 'a\', 'b', 'c'

--- dollar quotes: text to one dialect, code to another
SELECT $$ ; DELETE FROM order_items; $$

--- tagged dollar quotes: text to one dialect, code to another
SELECT $x$ '; DELETE FROM order_items; -- $x$

--- escape string: backslashes count
SELECT E'\'; DELETE FROM order_items; --'

--- oracle quotes: text to one dialect, code to another
SELECT q'[ it's ]' FROM customers

--- unicode string: other characters than are written
SELECT U&'\0027; DELETE FROM order_items; --'

--- unicode identifier: another name than is written
SELECT * FROM U&"\0070ayroll"

--- nul character: some readers stop here
SELECT 1{{U+0000}}; DELETE FROM order_items

--- control character: white space to some
SELECT{{U+000B}}1{{U+0001}}

--- zero-width space: invisible between two letters
SELECT * FROM cust{{U+200B}}omers

--- non-breaking space: white space to some
SELECT{{U+00A0}}*{{U+00A0}}FROM{{U+00A0}}customers

--- right-to-left override: people read something else
SELECT 1 {{U+202E}} --

--- full-width letters: letters that look like others
{{U+FF33}}{{U+FF25}}{{U+FF2C}}{{U+FF25}}{{U+FF23}}{{U+FF34}} 1

--- full-width quote: a quote to some
SELECT {{U+FF07}}a{{U+FF07}} FROM customers

--- full-width semicolon: a separator to some
SELECT 1{{U+FF1B}} DELETE FROM order_items

--- typographic quotes: quotes to some
SELECT {{U+2018}}a{{U+2019}} FROM customers

--- line separator: ends a line comment for some
SELECT 1 -- {{U+2028}}; DELETE FROM order_items

--- carriage return in a comment: ends it for some
SELECT 1 -- {{U+000D}}; DELETE FROM order_items

--- zero-width character in a string: what is compared is not what is seen
SELECT * FROM customers WHERE name = 'a{{U+200B}}b'

--- lone surrogate: no character at all
SELECT '{{U+D800}}' FROM customers

--- statement without select: only a table
TABLE payroll

--- from first without select: only a table
FROM payroll

--- values with an unknown function: nobody knows what it does
VALUES (do_something(1))

--- values with a subquery: not in the catalogue
VALUES ((SELECT max(salary) FROM payroll))

--- begin block: a program
BEGIN DELETE FROM order_items; END

--- declare block: a program
DECLARE x INTEGER; BEGIN DELETE FROM order_items; END

--- if statement: a program
IF 1 = 1 DELETE FROM order_items

--- prepare and execute: code out of a string
PREPARE x FROM 'DELETE FROM order_items'; EXECUTE x

--- execute immediate: code out of a string
EXECUTE IMMEDIATE 'DELETE FROM order_items'

--- lock table: stops everybody else
LOCK TABLE orders IN EXCLUSIVE MODE

--- analyze: writes statistics
ANALYZE orders

--- comment on: writes the catalogue
COMMENT ON TABLE orders IS 'loot'

--- rename: renames a table
ALTER TABLE orders RENAME TO loot

--- reset: changes the session
RESET ALL

--- show: tells about the server
SHOW TABLES

--- describe: not a query
DESCRIBE customers

--- use: changes the database
USE mysql

--- create function: code that stays
CREATE FUNCTION loot() RETURNS INTEGER AS 'SELECT 1' LANGUAGE SQL

--- create user: a login that stays
CREATE USER loot IDENTIFIED BY 'x'

--- drop schema: removes everything
DROP SCHEMA main CASCADE

--- instead of sql: an answer in words
I cannot answer that question.

--- sql in a code fence: marks around the statement
```sql
SELECT 1
```

--- delete in a code fence: marks around the statement
```sql
DELETE FROM order_items
```

--- json around sql: not a statement
{"sql": "DELETE FROM order_items"}
