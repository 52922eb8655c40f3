package dev.understudy.data.source.jdbc;

import dev.understudy.settings.DatabaseAddress;
import java.time.Duration;
import java.util.List;

/**
 * How a database is used as a source.
 *
 * @param name for people; unique among the sources
 * @param schemas the only ones that are looked at; all that the login may read when empty
 * @param writableAllowed whether a login that can write is used all the same
 * @param betweenTries how long a database that is down is left alone
 */
public record JdbcOptions(
        String name,
        DatabaseAddress address,
        List<String> schemas,
        boolean writableAllowed,
        Duration betweenTries) {
    /** Soon enough after a restart, and seldom enough for a login that locks itself out. */
    public static final Duration BETWEEN_TRIES = Duration.ofSeconds(15);

    public JdbcOptions {
        schemas = List.copyOf(schemas);
    }
}
