package dev.understudy.store;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Quota;
import dev.understudy.trail.TrailJson;
import dev.understudy.trail.TrailReader;
import dev.understudy.usage.EndedQuery;
import dev.understudy.usage.QueryEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What queries are in rows: how each ended, and its trail beside that. One thread at a time; what
 * changes something is called inside a transaction.
 */
final class QueryRows {
    private final Statements statements;
    private final Quota quota;
    private final boolean trackTokens;

    QueryRows(Statements statements, Quota quota, boolean trackTokens) {
        this.statements = statements;
        this.quota = quota;
        this.trackTokens = trackTokens;
    }

    /** A query that is told twice is one: false for the second time. */
    boolean add(QueryEntry query) throws SQLException {
        int added =
                statements.run(
                        """
                        INSERT INTO queries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                          ON CONFLICT (query_id) DO NOTHING
                        """,
                        query.queryId(),
                        query.user(),
                        query.conversation(),
                        query.team(),
                        query.outcome(),
                        query.model(),
                        query.attempts(),
                        query.startedAt().toEpochMilli(),
                        query.endedAt().toEpochMilli(),
                        quota.calendar().windowAt(query.startedAt()).start().toEpochMilli());
        if (added > 0) {
            var trail = trackTokens ? query.trail() : query.trail().withoutTokens();
            statements.run(
                    "INSERT INTO trails VALUES (?, ?)",
                    query.queryId(),
                    TrailJson.of(trail).toString());
        }
        return added > 0;
    }

    /** The query's row; its trail is read when it is asked for, not among the statements. */
    Optional<Supplier<EndedQuery>> find(String queryId) throws SQLException {
        var usage = usageOf(queryId);
        return statements.first(
                """
                SELECT queries.query_id, "user", conversation, team, outcome, model, attempts,
                    started_at, ended_at, coalesce(trail, '[]')
                  FROM queries LEFT JOIN trails ON trails.query_id = queries.query_id
                  WHERE queries.query_id = ?
                """,
                row -> query(row, usage),
                queryId);
    }

    private TokenUsage usageOf(String queryId) throws SQLException {
        return statements
                .first(
                        """
                        SELECT coalesce(sum(prompt_tokens), 0), coalesce(sum(completion_tokens), 0),
                            coalesce(max(estimated), 0)
                          FROM attempts WHERE query_id = ?
                        """,
                        row -> new TokenUsage(row.getLong(1), row.getLong(2), row.getInt(3) != 0),
                        queryId)
                .orElse(TokenUsage.NONE);
    }

    private static Supplier<EndedQuery> query(ResultSet row, TokenUsage usage) throws SQLException {
        var id = row.getString(1);
        var user = row.getString(2);
        var conversation = row.getString(3);
        var team = row.getString(4);
        var outcome = row.getString(5);
        var model = row.getString(6);
        int attempts = row.getInt(7);
        var startedAt = Instant.ofEpochMilli(row.getLong(8));
        var endedAt = Instant.ofEpochMilli(row.getLong(9));
        var trail = row.getString(10);
        return () ->
                new EndedQuery(
                        new QueryEntry(
                                id,
                                user,
                                conversation,
                                team,
                                outcome,
                                model,
                                attempts,
                                startedAt,
                                endedAt,
                                TrailReader.read(trail)),
                        usage);
    }
}
