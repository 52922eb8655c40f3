package dev.understudy.data.source.jdbc;

import dev.understudy.data.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a login of MariaDB or MySQL can do other than read, by its grants and those of its roles.
 */
final class MariaDbRights {
    /** Roles within roles within roles; more are no honest reader. */
    private static final int MOST_ROLES = 50;

    /** They read, or show what the server does. */
    private static final Set<String> READING =
            Set.of(
                    "USAGE",
                    "SELECT",
                    "SHOW VIEW",
                    "SHOW DATABASES",
                    "SHOW CREATE ROUTINE",
                    "PROCESS",
                    "REPLICATION CLIENT",
                    "BINLOG MONITOR",
                    "SLAVE MONITOR",
                    "REPLICA MONITOR",
                    "SHOW_ROUTINE");

    // The account and a password's hash follow TO; they are not looked at.
    private static final Pattern GRANT =
            Pattern.compile("GRANT (?<rights>.+?) ON (?<on>.+?) TO .*");
    private static final Pattern ROLES = Pattern.compile("GRANT (?<roles>[`'\"].+?) TO .*");
    private static final Pattern COLUMNS = Pattern.compile(" ?\\([^)]*\\)");

    private MariaDbRights() {}

    static WriteRights of(Connection connection) throws SQLException {
        var found = new ArrayList<String>();
        var seen = new HashSet<String>();
        var todo = new ArrayList<>(Texts.of(connection, "SHOW GRANTS"));
        while (!todo.isEmpty()) {
            var line = todo.removeLast();
            found.addAll(writing(line));
            for (var role : roles(line)) {
                if (seen.size() < MOST_ROLES && seen.add(role)) {
                    todo.addAll(Texts.of(connection, "SHOW GRANTS FOR " + role));
                }
            }
        }
        var database = connection.getCatalog();
        return new WriteRights(
                found.stream().distinct().toList(), remedy(database == null ? "" : database));
    }

    /** What one line of {@code SHOW GRANTS} allows other than reading. */
    static List<String> writing(String line) {
        var grant = GRANT.matcher(line);
        if (!grant.matches()) {
            return List.of();
        }
        var on = grant.group("on");
        var writing = new ArrayList<String>();
        for (var part : COLUMNS.matcher(grant.group("rights")).replaceAll("").split(",", -1)) {
            var right = part.strip().toUpperCase(Locale.ROOT);
            if (!READING.contains(right)) {
                writing.add("has %s on %s".formatted(right, on));
            }
        }
        return writing;
    }

    /** The roles that one line gives, each quoted as it was. */
    static List<String> roles(String line) {
        var roles = ROLES.matcher(line);
        if (GRANT.matcher(line).matches() || !roles.matches()) {
            return List.of();
        }
        return List.of(roles.group("roles").split(",(?=[`'\"])", -1));
    }

    private static String remedy(String database) {
        var on = database.isEmpty() ? "DATABASE" : Dialect.MARIADB.quoted(database);
        return "CREATE USER 'understudy_reader'@'%' IDENTIFIED BY '…'; GRANT SELECT, SHOW VIEW ON "
                + on
                + ".* TO 'understudy_reader'@'%';";
    }
}
