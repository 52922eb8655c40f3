package dev.understudy.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One thing that changes between states, and what the operator knows of it. A change is told at
 * once, unless the operator was told the very same less than the quiet time ago: then it waits, and
 * is told when that time is over and it still holds. Changes that were never told are counted, and
 * the next alert says how many. So a thing that flaps costs at most one alert of each kind in each
 * quiet time, and the last state is always told in the end.
 */
final class Subject {
    private final Duration quiet;
    private final Map<AlertKind, Long> toldAt = new EnumMap<>(AlertKind.class);
    private @Nullable Alert current;
    private Instant since = Instant.EPOCH;
    private @Nullable AlertKind told;
    private long untold;

    Subject(Duration quiet) {
        this.quiet = quiet;
    }

    /** What it is now; null: as it was at the start, of which nothing is told. */
    @Nullable AlertKind kind() {
        return current == null ? null : current.kind();
    }

    boolean inTrouble() {
        return current != null && current.kind().trouble();
    }

    /**
     * It is this now; gives the alert to tell at once. The same again, or well at first, is no
     * change.
     */
    Optional<ToldAlert> becomes(Alert next, Moment now) {
        if (next.kind() == kind() || (current == null && !next.kind().trouble())) {
            return Optional.empty();
        }
        current = next;
        since = now.at();
        untold++;
        return due(now);
    }

    /** It is as it was at the start, and nobody needs to be told. */
    void startsAnew() {
        current = null;
        told = null;
    }

    /** The alert that is to be told now, if one waits and its time has come. */
    Optional<ToldAlert> due(Moment now) {
        var alert = current;
        var dueAt = dueAt(now);
        if (alert == null || dueAt.isEmpty() || dueAt.getAsLong() - now.nanos() > 0) {
            return Optional.empty();
        }
        var answer = new ToldAlert(alert, since, untold - 1);
        told = alert.kind();
        toldAt.put(alert.kind(), now.nanos());
        untold = 0;
        return Optional.of(answer);
    }

    /** When the change that waits is to be told, by the ticker; empty where none waits. */
    private OptionalLong dueAt(Moment now) {
        var kind = kind();
        if (kind == null || kind == told) {
            return OptionalLong.empty();
        }
        var last = toldAt.get(kind);
        return OptionalLong.of(last == null ? now.nanos() : last + quiet.toNanos());
    }
}
