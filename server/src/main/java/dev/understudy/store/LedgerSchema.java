package dev.understudy.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables, and how an older file comes to have them: {@code user_version} counts the steps that
 * a file has taken. A step that was released is never edited; a change is a new step.
 *
 * <p>Instants are milliseconds since 1970. A window's start is its name. What the views of the
 * history need is all in {@code attempts} (model, user, team) and {@code queries} (outcome); they
 * begin with a range of days, so the index on the window serves them all. A query's trail is JSON
 * in a table of its own: the history need not read past it, and a server of the version before that
 * runs while this one brings the file up to date can still write its queries.
 */
final class LedgerSchema {
    /** Marks the file as ours ("Unds"), so that no other program's database is written to. */
    static final int APPLICATION_ID = 0x556E6473;

    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            """
                            CREATE TABLE attempts (
                              id INTEGER PRIMARY KEY AUTOINCREMENT,
                              query_id TEXT NOT NULL,
                              number INTEGER NOT NULL,
                              model TEXT NOT NULL,
                              metered INTEGER NOT NULL,
                              user TEXT NOT NULL,
                              team TEXT NOT NULL,
                              started_at INTEGER NOT NULL,
                              window_start INTEGER NOT NULL,
                              owner TEXT NOT NULL,
                              state TEXT NOT NULL
                                CHECK (state IN ('outstanding', 'settled', 'released', 'recorded')),
                              ended_at INTEGER,
                              result TEXT,
                              prompt_tokens INTEGER NOT NULL DEFAULT 0,
                              completion_tokens INTEGER NOT NULL DEFAULT 0,
                              estimated INTEGER NOT NULL DEFAULT 0
                            ) STRICT
                            """,
                            "CREATE INDEX attempts_by_window ON attempts (window_start)",
                            "CREATE INDEX attempts_by_query ON attempts (query_id)",
                            """
                            CREATE INDEX attempts_outstanding ON attempts (owner)
                              WHERE state = 'outstanding'
                            """,
                            """
                            CREATE TABLE queries (
                              query_id TEXT PRIMARY KEY,
                              user TEXT NOT NULL,
                              conversation TEXT NOT NULL,
                              team TEXT NOT NULL,
                              outcome TEXT NOT NULL,
                              model TEXT,
                              attempts INTEGER NOT NULL,
                              started_at INTEGER NOT NULL,
                              ended_at INTEGER NOT NULL,
                              window_start INTEGER NOT NULL
                            ) STRICT
                            """,
                            "CREATE INDEX queries_by_window ON queries (window_start)",
                            """
                            CREATE TABLE windows (
                              start INTEGER PRIMARY KEY,
                              end INTEGER NOT NULL,
                              used INTEGER NOT NULL CHECK (used >= 0),
                              limit_seen INTEGER NOT NULL,
                              tokens INTEGER NOT NULL
                            ) STRICT
                            """,
                            """
                            CREATE TABLE totals (
                              id INTEGER PRIMARY KEY CHECK (id = 1),
                              requests INTEGER NOT NULL,
                              tokens INTEGER NOT NULL,
                              fallback_queries INTEGER NOT NULL
                            ) STRICT
                            """,
                            "INSERT INTO totals VALUES (1, 0, 0, 0)",
                            """
                            CREATE TABLE warnings (
                              window_start INTEGER NOT NULL,
                              user TEXT NOT NULL,
                              PRIMARY KEY (window_start, user)
                            ) STRICT, WITHOUT ROWID
                            """),
                    List.of(
                            """
                            CREATE TABLE trails (
                              query_id TEXT PRIMARY KEY,
                              trail TEXT NOT NULL
                            ) STRICT
                            """));

    /** The version of a file that has taken all steps. */
    static final int VERSION = STEPS.size();

    /** The version from which on there are trails. */
    static final int TRAILS_SINCE = 2;

    private LedgerSchema() {}

    /**
     * Refuses what this program could not read, for who only reads.
     *
     * @return the file's version
     */
    static long refuseOthers(Statements statements, Path file) throws SQLException {
        long version = statements.number("PRAGMA user_version");
        refuseNewer(file, version);
        refuseForeign(statements, file, version);
        if (version == 0) {
            throw new LedgerException(
                    "the ledger %s is empty: no server has used it yet".formatted(file));
        }
        return version;
    }

    /** Takes the missing steps; the caller holds the write transaction that they are part of. */
    static void bringUpToDate(Statements statements, Path file) throws SQLException {
        long version = statements.number("PRAGMA user_version");
        refuseNewer(file, version);
        refuseForeign(statements, file, version);
        for (int step = (int) version; step < VERSION; step++) {
            for (String sql : STEPS.get(step)) {
                statements.run(sql);
            }
        }
        if (version < VERSION) {
            statements.run("PRAGMA application_id = " + APPLICATION_ID);
            statements.run("PRAGMA user_version = " + VERSION);
        }
    }

    private static void refuseNewer(Path file, long version) {
        if (version > VERSION) {
            throw new LedgerException(
                    ("the ledger %s has version %d, and this program knows versions up to %d: start"
                                    + " the newer program that wrote it, or name another file")
                            .formatted(file, version, VERSION));
        }
    }

    private static void refuseForeign(Statements statements, Path file, long version)
            throws SQLException {
        boolean ours = statements.number("PRAGMA application_id") == APPLICATION_ID;
        boolean empty =
                version == 0 && statements.number("SELECT count(*) FROM sqlite_schema") == 0;
        if (!ours && !empty) {
            throw new LedgerException(
                    "the ledger %s is another program's database: name another file"
                            .formatted(file));
        }
    }
}
