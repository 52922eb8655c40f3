package dev.understudy.data.source;

import dev.understudy.data.Cancellation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets so many in at once, the others in the order they came; whoever waits can be called off,
 * which a semaphore cannot do without interrupting its thread. Thread-safe.
 */
public final class Turns {
    private final Deque<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
    private int free;

    /** So many at once. */
    public Turns(int atOnce) {
        this.free = atOnce;
    }

    /** Waits for a turn; false when the time was over or it was cancelled before there was one. */
    public boolean take(Duration most, Cancellation cancellation) {
        CompletableFuture<Boolean> turn = ask();
        Runnable callOff = () -> turn.complete(false);
        cancellation.onCancel(callOff);
        try {
            return turn.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return tooLate(turn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (tooLate(turn)) {
                giveBack();
            }
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a turn never fails", e);
        } finally {
            cancellation.forget(callOff);
        }
    }

    /** Whether the turn came in the same moment. */
    private static boolean tooLate(CompletableFuture<Boolean> turn) {
        return !turn.complete(false) && turn.getNow(false);
    }

    private synchronized CompletableFuture<Boolean> ask() {
        if (free > 0) {
            free--;
            return CompletableFuture.completedFuture(true);
        }
        var turn = new CompletableFuture<Boolean>();
        waiting.removeIf(CompletableFuture::isDone);
        waiting.add(turn);
        return turn;
    }

    /** Ends a turn that was taken: the next one's begins. */
    public synchronized void giveBack() {
        while (!waiting.isEmpty()) {
            if (waiting.poll().complete(true)) {
                return;
            }
        }
        free++;
    }
}
