package dev.understudy.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls off what is under way: whoever waits for it cancels, whoever does it says how it is
 * stopped. Thread-safe.
 */
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    /** Runs {@code action} when it is cancelled, or at once if it is already. */
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Forgets an action whose work has ended. */
    public synchronized void forget(Runnable action) {
        actions.remove(action);
    }

    /** Stops everything, whatever one of the actions throws; once is enough. */
    public void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        RuntimeException failure = null;
        for (var action : toRun) {
            try {
                action.run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    public synchronized boolean cancelled() {
        return cancelled;
    }
}
