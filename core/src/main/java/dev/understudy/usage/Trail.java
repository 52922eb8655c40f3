package dev.understudy.usage;

import dev.understudy.chat.TokenUsage;
import java.util.List;

/**
 * The decision trail of one query: what was decided on its way and why, in order. Immutable.
 *
 * @param entries at most {@link #MOST_ENTRIES}
 */
public record Trail(List<TrailEntry> entries) {
    /**
     * A query of three attempts leaves about ten; a team adds its steps. More than this would make
     * the ledger's rows large and tell nobody more.
     */
    public static final int MOST_ENTRIES = 64;

    /** Of a query that was recorded before there were trails. */
    public static final Trail NONE = new Trail(List.of());

    public Trail {
        entries = List.copyOf(entries);
        if (entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "a trail has at most %d entries, got %d"
                            .formatted(MOST_ENTRIES, entries.size()));
        }
    }

    /** The same, for a ledger that is not to store tokens. */
    public Trail withoutTokens() {
        return new Trail(entries.stream().map(Trail::withoutTokens).toList());
    }

    private static TrailEntry withoutTokens(TrailEntry entry) {
        return entry.event()
                        instanceof TrailEvent.AttemptEnded(var attempt, var model, var result, _)
                ? new TrailEntry(
                        entry.millis(),
                        new TrailEvent.AttemptEnded(attempt, model, result, TokenUsage.NONE))
                : entry;
    }
}
