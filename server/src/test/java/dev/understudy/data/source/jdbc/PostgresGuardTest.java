package dev.understudy.data.source.jdbc;

import java.util.Set;

class PostgresGuardTest extends ServerGuardTest {
    @Override
    RealServer server() {
        return RealPostgres.get();
    }

    @Override
    Set<String> pastTheRights() {
        // PostgreSQL lets every login make large objects.
        return Set.of(
                "lo_create: makes a large object, allowed to everybody",
                "lo_from_bytea: makes a large object");
    }

    @Override
    Set<String> pastTheSession() {
        // Slots belong to no transaction; only a login for replication may make them.
        return Set.of("pg_create_physical_replication_slot: fills the disk");
    }
}
