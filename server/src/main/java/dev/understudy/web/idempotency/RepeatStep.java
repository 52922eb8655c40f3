package dev.understudy.web.idempotency;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What becomes of a request with an idempotency key. A pure decision. */
enum RepeatStep {
    /** Nothing is known under the key: a query is started. */
    START,
    /** The query runs: the request hears what was said so far, then the rest. */
    JOIN,
    /** The query was answered a short time ago: the request gets that answer. */
    REPLAY,
    /** The key belongs to another question. */
    REFUSE_OTHER_BODY,
    /** More clients hear this answer than any client's retries explain. */
    REFUSE_CROWD;

    /**
     * What is known under a key.
     *
     * @param clients how many hear the answer at the moment
     * @param sinceEnd how long ago the query was answered; null while it runs
     */
    record Known(BodyHash body, int clients, @Nullable Duration sinceEnd) {}

    /**
     * The step for a request with this body.
     *
     * @param known null when nothing is known under the request's key
     */
    static RepeatStep of(@Nullable Known known, BodyHash body, RepeatLimits limits) {
        if (known == null || forgotten(known.sinceEnd(), limits)) {
            return START;
        }
        if (!known.body().equals(body)) {
            return REFUSE_OTHER_BODY;
        }
        if (known.clients() >= limits.mostClients()) {
            return REFUSE_CROWD;
        }
        return known.sinceEnd() == null ? JOIN : REPLAY;
    }

    private static boolean forgotten(@Nullable Duration sinceEnd, RepeatLimits limits) {
        return sinceEnd != null && sinceEnd.compareTo(limits.rememberFor()) >= 0;
    }
}
