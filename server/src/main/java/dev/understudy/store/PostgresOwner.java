package dev.understudy.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * An owner among replicas: it writes down, by the database's clock, that it lives. One that was
 * only slow finds its reservations ended before, and writes itself down again.
 */
final class PostgresOwner implements Owner {
    /** Five beats may be missed: a pause of the collector or of the network is no death. */
    private static final int SECONDS_UNTIL_DEAD = 30;

    private final String id = UUID.randomUUID().toString();

    @Override
    public String id() {
        return id;
    }

    @Override
    public Duration beatEvery() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void beat(Statements statements) throws SQLException {
        statements.run(
                """
                INSERT INTO owners VALUES (?, clock_timestamp())
                  ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp()
                """,
                id);
        statements.run("DELETE FROM owners WHERE seen_at < clock_timestamp() - interval '1 day'");
    }

    /**
     * One statement, so that it sees one state: a replica that has just entered wrote itself down
     * before it reserved anything.
     */
    @Override
    public List<String> dead(Statements statements) throws SQLException {
        return statements.all(
                AttemptRows.HOLDERS
                        + """
                         AND owner NOT IN (
                          SELECT id FROM owners
                            WHERE seen_at > clock_timestamp() - make_interval(secs => ?))
                        """,
                row -> row.getString(1),
                SECONDS_UNTIL_DEAD);
    }

    /** What it still holds is settled once it has been silent for long enough. */
    @Override
    public void close() {
        // Nothing is held open.
    }
}
