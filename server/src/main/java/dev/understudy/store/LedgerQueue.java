package dev.understudy.store;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Operations on their way to the ledger's thread, bounded lane by lane. None is left without an
 * answer: not even one that comes while the queue is being closed.
 *
 * <p>Thread-safe; only {@link #take} blocks.
 */
final class LedgerQueue {
    private final LinkedBlockingQueue<Operation<?>> queue = new LinkedBlockingQueue<>();
    private final Map<Lane, Semaphore> room = new EnumMap<>(Lane.class);
    private final Function<String, LedgerException> trouble;
    private volatile boolean closed;
    private volatile boolean ended;

    /**
     * @param trouble how a ledger is named in what its callers are told; thread-safe
     */
    LedgerQueue(Function<String, LedgerException> trouble) {
        this.trouble = trouble;
        for (Lane lane : Lane.values()) {
            room.put(lane, new Semaphore(lane.bound()));
        }
    }

    /** Refuses an operation at once where its lane is full or the queue is closed. */
    void add(Operation<?> operation) {
        var lane = operation.lane();
        if (closed) {
            refuseAsClosed(operation);
        } else if (!enter(lane)) {
            operation.refuse(
                    trouble.apply(
                            ("is behind: %d entries wait to be written; the disk is too slow or the"
                                            + " load too high")
                                    .formatted(lane.bound())));
        } else {
            queue.add(operation);
            if (ended) {
                refuseQueued();
            }
        }
    }

    /** Takes room in a lane; false where it is full. */
    boolean enter(Lane lane) {
        return roomIn(lane).tryAcquire();
    }

    /** Gives back the room of an operation that waits no longer. */
    void leave(Lane lane) {
        roomIn(lane).release();
    }

    private Semaphore roomIn(Lane lane) {
        return requireNonNull(room.get(lane));
    }

    /** Waits for an operation, and takes those that wait behind it, at most {@code most} in all. */
    void take(List<Operation<?>> batch, int most, long nanos) throws InterruptedException {
        var first = queue.poll(nanos, TimeUnit.NANOSECONDS);
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch, most - 1);
        }
    }

    /** What comes later is refused; whoever waits in {@link #take} wakes up. */
    void close() {
        closed = true;
        queue.add(new Operation<>(Lane.READ, _ -> true));
    }

    boolean isClosed() {
        return closed;
    }

    /** Nothing more will come of it. */
    boolean isDone() {
        return closed && queue.isEmpty();
    }

    /** Nobody takes anything any more: what waits is refused, like what comes later. */
    void end(List<Operation<?>> unanswered) {
        closed = true;
        ended = true;
        unanswered.forEach(this::refuseAsClosed);
        refuseQueued();
    }

    private void refuseQueued() {
        for (var one = queue.poll(); one != null; one = queue.poll()) {
            refuseAsClosed(one);
        }
    }

    private void refuseAsClosed(Operation<?> operation) {
        operation.refuse(trouble.apply("was closed"));
    }
}
