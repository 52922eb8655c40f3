package dev.understudy.store;

import dev.understudy.quota.QuotaCalendar;
import dev.understudy.usage.Retention;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls old entries up, round by round: first the entries themselves, then the names of their days.
 * A round is a chain of small transactions on the ledger's thread, each queued when the one before
 * is done; so a reservation waits for one of them at most. Thread-safe; nothing blocks.
 */
final class RollUp {
    /**
     * Transactions of one round. With {@link RetentionRows#BATCH} queries in each and a round every
     * minute that is some 300 queries a second for ever, far more than a server answers.
     */
    static final int MOST_STEPS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(RollUp.class);

    private final LedgerWriter writer;
    private final QuotaCalendar calendar;
    private final Retention retention;
    private final InstantSource clock;
    private final String owner;
    private final AtomicBoolean running = new AtomicBoolean();

    /** Whether days may have too many names; read and written in rounds, one after the other. */
    private volatile boolean untidy = true;

    RollUp(
            LedgerWriter writer,
            QuotaCalendar calendar,
            Retention retention,
            InstantSource clock,
            String owner) {
        this.writer = writer;
        this.calendar = calendar;
        this.retention = retention;
        this.clock = clock;
        this.owner = owner;
    }

    /**
     * Does one round; nothing where one runs, another process is at it or the ledger is unusable.
     *
     * @return how many queries and attempts were rolled up; fails as the ledger fails
     */
    CompletionStage<Long> round(int mostSteps) {
        if (writer.health() instanceof LedgerHealth.Unusable
                || !running.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(0L);
        }
        var round = new Round(mostSteps);
        round.next();
        return round.done.whenComplete((entries, _) -> {
            running.set(false);
            if (entries != null && entries > 0) {
                LOG.info(
                        "rolled up {} queries and attempts of the ledger that are older than {} days",
                        entries,
                        retention.detailDays());
            }
        });
    }

    /**
     * What one transaction did.
     *
     * @param ours false where another process is at it
     * @param entries how many it rolled up
     * @param tidyFrom the day whose names are looked at next; {@link Long#MAX_VALUE}: none
     */
    private record Step(boolean ours, int entries, long tidyFrom) {}

    /** One at a time; its fields are used by one step after the other. */
    private final class Round {
        private final CompletableFuture<Long> done = new CompletableFuture<>();
        private final int mostSteps;
        private long entries;
        private int steps;
        private boolean rolledUp;
        private long tidyFrom = Long.MIN_VALUE;

        private Round(int mostSteps) {
            this.mostSteps = mostSteps;
        }

        private void next() {
            var _ =
                    writer.submit(new Operation<>(Lane.ROLL_UP, this::step))
                            .whenComplete((step, failure) -> {
                                if (failure != null) {
                                    done.completeExceptionally(failure);
                                } else if (isLast(step)) {
                                    done.complete(entries);
                                } else {
                                    next();
                                }
                            });
        }

        /** Changes no field: it is done again after a rollback. */
        private Step step(LedgerRows rows) throws SQLException {
            var now = clock.instant();
            if (!rows.retention().claim(owner, now)) {
                return new Step(false, 0, tidyFrom);
            }
            if (rolledUp) {
                return new Step(true, 0, rows.retention().tidy(tidyFrom, now));
            }
            var since = retention.detailSince(calendar, now);
            return new Step(true, rows.retention().rollUp(since), tidyFrom);
        }

        /** Entries come first; then names, where days have changed since they were tidied. */
        private boolean isLast(Step step) {
            if (!step.ours()) {
                return true;
            }
            steps++;
            entries += step.entries();
            tidyFrom = step.tidyFrom();
            untidy |= step.entries() > 0;
            rolledUp |= step.entries() == 0;
            if (tidyFrom == Long.MAX_VALUE) {
                untidy = false;
            }
            return steps == mostSteps || (rolledUp && !untidy);
        }
    }
}
