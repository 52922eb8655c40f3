package dev.understudy.data.source.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** What a PostgreSQL login can do other than read: by itself, and by the roles it belongs to. */
final class PostgresRights {
    /** More than are ever shown. */
    private static final String FOUND =
            """
            SELECT 'is a superuser' AS found FROM pg_roles
              WHERE rolname = current_user AND rolsuper
            UNION ALL
            SELECT 'can make roles' FROM pg_roles WHERE rolname = current_user AND rolcreaterole
            UNION ALL
            SELECT 'can make databases' FROM pg_roles WHERE rolname = current_user AND rolcreatedb
            UNION ALL
            SELECT 'can replicate' FROM pg_roles WHERE rolname = current_user AND rolreplication
            UNION ALL
            SELECT 'belongs to ' || quote_ident(rolname) FROM pg_roles
              WHERE rolname IN ('pg_write_all_data', 'pg_read_server_files',
                  'pg_write_server_files', 'pg_execute_server_program', 'pg_signal_backend',
                  'pg_maintain', 'pg_database_owner')
                AND pg_has_role(oid, 'MEMBER')
            UNION ALL
            SELECT 'can make schemas in ' || quote_ident(current_database())
              WHERE has_database_privilege(current_database(), 'CREATE')
            UNION ALL
            SELECT 'can make tables in the schema ' || quote_ident(nspname) FROM pg_namespace
              WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
                AND has_schema_privilege(oid, 'CREATE')
            UNION ALL
            (SELECT 'can change ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                AND (c.relkind IN ('r', 'p', 'v', 'f', 'm')
                    AND (pg_has_role(c.relowner, 'MEMBER')
                      OR has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
                      OR has_any_column_privilege(c.oid, 'INSERT, UPDATE'))
                  OR CASE WHEN c.relkind = 'S' THEN has_sequence_privilege(c.oid, 'USAGE, UPDATE')
                      ELSE false END)
              ORDER BY 1 LIMIT 100)
            """;

    private static final String REMEDY =
            """
            SELECT 'CREATE ROLE understudy_reader LOGIN PASSWORD ''…''; GRANT CONNECT ON DATABASE '
              || quote_ident(current_database()) || ' TO understudy_reader; '
              || coalesce(string_agg('GRANT USAGE ON SCHEMA ' || quote_ident(nspname)
                || ' TO understudy_reader; GRANT SELECT ON ALL TABLES IN SCHEMA '
                || quote_ident(nspname) || ' TO understudy_reader;', ' ' ORDER BY nspname), '')
              || coalesce((SELECT ' REVOKE CREATE ON SCHEMA public FROM PUBLIC;' FROM pg_namespace
                  WHERE nspname = 'public'
                    AND EXISTS (SELECT FROM aclexplode(nspacl)
                      WHERE grantee = 0 AND privilege_type = 'CREATE')), '')
            FROM (SELECT nspname FROM pg_namespace
              WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
                AND has_schema_privilege(oid, 'USAGE')
              ORDER BY nspname LIMIT 10) AS schemas
            """;

    private PostgresRights() {}

    static WriteRights of(Connection connection) throws SQLException {
        return new WriteRights(
                Texts.of(connection, FOUND), String.join("", Texts.of(connection, REMEDY)));
    }
}
