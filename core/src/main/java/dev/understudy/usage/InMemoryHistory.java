package dev.understudy.usage;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.quota.Reservation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest attempts and queries: what a history in memory shows, and where single queries are
 * looked up. One thread at a time.
 */
final class InMemoryHistory {
    /** So many queries are remembered: enough to look one up that was just answered. */
    private static final int MOST_QUERIES = 1_000;

    /** So many attempts are in the history: those of the queries, and room for retries. */
    private static final int MOST_ATTEMPTS = 10_000;

    private final QuotaCalendar calendar;
    private final Map<String, QueryEntry> queries = latest(MOST_QUERIES);
    private final Map<String, TokenUsage> tokensByQuery = latest(MOST_QUERIES);
    private final Map<Long, Remembered> attempts = latest(MOST_ATTEMPTS);

    InMemoryHistory(QuotaCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * An attempt for the history.
     *
     * @param requests 1 while it holds a place
     */
    private record Remembered(AttemptStart start, int requests, TokenUsage usage) {}

    private static <K, V> Map<K, V> latest(int bound) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > bound;
            }
        };
    }

    void reserved(Reservation reservation, AttemptStart attempt) {
        attempts.put(
                reservation.id(),
                new Remembered(attempt, attempt.metered() ? 1 : 0, TokenUsage.NONE));
    }

    void settled(Reservation reservation, AttemptStart attempt, TokenUsage usage) {
        ended(reservation, attempt, attempt.metered() ? 1 : 0, usage);
    }

    void released(Reservation reservation, AttemptStart attempt, TokenUsage usage) {
        ended(reservation, attempt, 0, usage);
    }

    private void ended(
            Reservation reservation, AttemptStart attempt, int requests, TokenUsage usage) {
        attempts.replace(reservation.id(), new Remembered(attempt, requests, usage));
        addTokens(attempt, usage);
    }

    /**
     * An attempt without a reservation has ended.
     *
     * @param id no reservation has it, nor another such attempt
     */
    void recorded(long id, AttemptStart attempt, TokenUsage usage) {
        attempts.put(id, new Remembered(attempt, 0, usage));
        addTokens(attempt, usage);
    }

    private void addTokens(AttemptStart attempt, TokenUsage usage) {
        tokensByQuery.merge(attempt.queryId(), usage, TokenUsage::plus);
    }

    /** False where one of this id is remembered already; nothing is changed then. */
    boolean add(QueryEntry query) {
        return queries.putIfAbsent(query.queryId(), query) == null;
    }

    Optional<EndedQuery> query(String queryId) {
        return Optional.ofNullable(queries.get(queryId))
                .map(query ->
                        new EndedQuery(
                                query, tokensByQuery.getOrDefault(queryId, TokenUsage.NONE)));
    }

    UsageHistory view(HistoryView view, Instant now) {
        var sum = new HistorySum(view, calendar, now);
        for (var attempt : attempts.values()) {
            var usage = attempt.usage();
            sum.add(
                    calendar.windowAt(attempt.start().at()).start(),
                    nameOf(attempt.start(), view.by()),
                    new UsageCounts(
                            attempt.requests(),
                            1,
                            0,
                            usage.promptTokens(),
                            usage.completionTokens(),
                            usage.estimated() ? 1 : 0,
                            0));
        }
        for (var query : queries.values()) {
            sum.add(
                    calendar.windowAt(query.startedAt()).start(),
                    nameOf(query, view.by()),
                    new UsageCounts(0, 0, 1, 0, 0, 0, query.byFallback() ? 1 : 0));
        }
        return sum.history();
    }

    private UsageName nameOf(AttemptStart attempt, Optional<HistoryBy> by) {
        return by.map(it ->
                        switch (it) {
                            case MODEL -> named(attempt.model());
                            case USER -> named(attempt.user());
                            case TEAM -> named(attempt.team());
                            case OUTCOME ->
                                    Optional.ofNullable(queries.get(attempt.queryId()))
                                            .map(query -> named(query.outcome()))
                                            .orElse(new UsageName.Nameless());
                        })
                .orElse(new UsageName.Nameless());
    }

    private static UsageName nameOf(QueryEntry query, Optional<HistoryBy> by) {
        return by.map(it ->
                        switch (it) {
                            case MODEL ->
                                    query.model() == null
                                            ? new UsageName.Nameless()
                                            : named(query.model());
                            case USER -> named(query.user());
                            case TEAM -> named(query.team());
                            case OUTCOME -> named(query.outcome());
                        })
                .orElse(new UsageName.Nameless());
    }

    private static UsageName named(String name) {
        return name.isEmpty() ? new UsageName.Nameless() : new UsageName.Named(name);
    }
}
