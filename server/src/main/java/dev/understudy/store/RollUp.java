package dev.understudy.store;

import dev.understudy.quota.QuotaCalendar;
import dev.understudy.usage.Retention;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls old entries up, round by round: first the entries themselves, then the names of their days.
 * A round is a chain of small transactions on the ledger's thread, each queued some time after the
 * one before is done; so a reservation waits for one of them at most. Thread-safe; nothing blocks.
 */
final class RollUp implements AutoCloseable {
    /**
     * Transactions of one round. With {@link RetentionRows#BATCH} queries in each and a round every
     * minute that is some 400 queries a second for ever, far more than a server answers.
     */
    static final int MOST_STEPS = 1_000;

    /** Between two transactions: nine tenths of the time nobody stands in a reservation's way. */
    static final Duration PAUSE = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(RollUp.class);

    private final LedgerWriter writer;
    private final QuotaCalendar calendar;
    private final Retention retention;
    private final InstantSource clock;
    private final String owner;
    private final AtomicBoolean running = new AtomicBoolean();

    /** Whether days may have too many names; read and written in rounds, one after the other. */
    private volatile boolean untidy = true;

    private volatile boolean closed;

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
    CompletionStage<Long> round(int mostSteps, Duration pause) {
        if (writer.health() instanceof LedgerHealth.Unusable
                || !running.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(0L);
        }
        var round = new Round(mostSteps, pause);
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

    /** A round that is on its way ends with what it has done. */
    @Override
    public void close() {
        closed = true;
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
        private final Duration pause;
        private long entries;
        private int steps;
        private boolean rolledUp;
        private long tidyFrom = Long.MIN_VALUE;

        private Round(int mostSteps, Duration pause) {
            this.mostSteps = mostSteps;
            this.pause = pause;
        }

        private void next() {
            var _ =
                    writer.submit(new Operation<>(Lane.ROLL_UP, this::step))
                            .whenComplete((step, failure) -> {
                                if (failure != null && !closed) {
                                    done.completeExceptionally(failure);
                                } else if (closed || isLast(step)) {
                                    done.complete(entries);
                                } else {
                                    nextAfterPause();
                                }
                            });
        }

        private void nextAfterPause() {
            if (pause.isZero()) {
                next();
            } else {
                CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS)
                        .execute(this::next);
            }
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
