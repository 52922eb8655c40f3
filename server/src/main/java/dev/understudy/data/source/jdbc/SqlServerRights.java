package dev.understudy.data.source.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/** What a SQL Server login can do other than read: its permissions, however it came by them. */
final class SqlServerRights {
    private static final String SERVER =
            """
            SELECT DISTINCT 'has ' + permission_name + ' on the server'
            FROM sys.fn_my_permissions(NULL, 'SERVER')
            WHERE permission_name NOT LIKE 'VIEW %' AND permission_name NOT LIKE 'CONNECT %'
            """;

    private static final String DATABASE =
            """
            SELECT DISTINCT 'has ' + permission_name + ' on the database'
            FROM sys.fn_my_permissions(NULL, 'DATABASE')
            WHERE permission_name NOT LIKE 'VIEW %'
              AND permission_name NOT IN ('CONNECT', 'SELECT', 'SHOWPLAN', 'REFERENCES')
            """;

    private static final String TABLES =
            """
            SELECT DISTINCT TOP 100 'can change ' + QUOTENAME(s.name) + '.' + QUOTENAME(o.name)
            FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
            WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
              AND (HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', 'INSERT') = 1
                OR HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', 'UPDATE') = 1
                OR HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', 'DELETE') = 1
                OR HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', 'ALTER') = 1)
            """;

    private static final String REMEDY =
            """
            SELECT 'CREATE LOGIN understudy_reader WITH PASSWORD = ''…''; USE '
              + QUOTENAME(DB_NAME()) + '; CREATE USER understudy_reader FOR LOGIN understudy_reader; '
              + 'ALTER ROLE db_datareader ADD MEMBER understudy_reader;'
            """;

    private SqlServerRights() {}

    static WriteRights of(Connection connection) throws SQLException {
        var found = new ArrayList<>(Texts.of(connection, SERVER));
        found.addAll(Texts.of(connection, DATABASE));
        found.addAll(Texts.of(connection, TABLES));
        return new WriteRights(found, String.join("", Texts.of(connection, REMEDY)));
    }
}
