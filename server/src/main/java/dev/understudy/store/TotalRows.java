package dev.understudy.store;

import java.sql.SQLException;

/**
 * What all entries came to, ever: the one row that every entry changes. It is written once for all
 * of a transaction, at its end, so that other processes wait for it as shortly as can be. One
 * thread at a time.
 */
final class TotalRows {
    private final Statements statements;
    private long newRequests;
    private long newTokens;
    private long newFallbacks;

    TotalRows(Statements statements) {
        this.statements = statements;
    }

    /**
     * @param requests metered attempts that took a place
     * @param tokens of all models
     * @param fallbacks queries that a fallback answered
     */
    record Totals(long requests, long tokens, long fallbacks) {}

    /** Forgets what came of the transaction before, which may have been rolled back. */
    void begin() {
        newRequests = 0;
        newTokens = 0;
        newFallbacks = 0;
    }

    void addRequests(long requests) {
        newRequests += requests;
    }

    void addTokens(long tokens) {
        newTokens += tokens;
    }

    void addFallback() {
        newFallbacks++;
    }

    /** To be called last in a transaction. */
    void write() throws SQLException {
        if (newRequests != 0 || newTokens != 0 || newFallbacks != 0) {
            statements.run(
                    """
                    UPDATE totals SET requests = requests + ?, tokens = tokens + ?,
                      fallback_queries = fallback_queries + ? WHERE id = 1
                    """,
                    newRequests,
                    newTokens,
                    newFallbacks);
        }
    }

    Totals read() throws SQLException {
        return statements
                .first(
                        "SELECT requests, tokens, fallback_queries FROM totals WHERE id = 1",
                        row -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3)))
                .orElseThrow();
    }
}
