package dev.understudy.data.source.duckdb;

import dev.understudy.data.source.SourceDownException;
import dev.understudy.data.source.SourceState;
import dev.understudy.time.Ticker;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The database that is asked at the moment: opened once for all who want it, replaced when its
 * contents are out of date. After a failure it is left alone for a moment. Thread-safe; blocks
 * while it opens.
 */
final class CurrentDatabase implements AutoCloseable {
    /** After a failure nobody tries again for so long. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final Contents contents;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable LockedDatabase current;
    private @Nullable String failure;
    private long failedAt;
    private boolean closed;
    private volatile SourceState state = new SourceState.Usable();

    CurrentDatabase(Contents contents, Ticker ticker) {
        this.contents = contents;
        this.ticker = ticker;
    }

    SourceState state() {
        return state;
    }

    /** The database, however old its contents. */
    LockedDatabase get() throws SourceDownException {
        LockedDatabase open = current;
        if (open != null) {
            return open;
        }
        lock.lock();
        try {
            LockedDatabase openedMeanwhile = current;
            return openedMeanwhile == null ? opened() : openedMeanwhile;
        } finally {
            lock.unlock();
        }
    }

    /** The database with the contents of now; the old one where they cannot be read. */
    LockedDatabase upToDate() throws SourceDownException {
        lock.lock();
        try {
            LockedDatabase old = current;
            if (old == null) {
                return opened();
            }
            return old.version().equals(contents.version()) ? old : replaced(old);
        } finally {
            lock.unlock();
        }
    }

    private LockedDatabase opened() throws SourceDownException {
        if (closed) {
            throw new SourceDownException("the source is closed");
        }
        if (failure != null && sinceFailure().compareTo(PAUSE) < 0) {
            throw new SourceDownException(failure);
        }
        try {
            return use(LockedDatabase.open(contents));
        } catch (SourceDownException e) {
            failed(e);
            state = new SourceState.Down(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private LockedDatabase replaced(LockedDatabase old) {
        if (failure != null && sinceFailure().compareTo(PAUSE) < 0) {
            return old;
        }
        try {
            LockedDatabase fresh = use(LockedDatabase.open(contents));
            old.close();
            return fresh;
        } catch (SourceDownException e) {
            failed(e);
            state = new SourceState.Doubtful("as it was before: " + e.getMessage());
            return old;
        }
    }

    private LockedDatabase use(LockedDatabase database) {
        current = database;
        failure = null;
        state =
                database.warnings().isEmpty()
                        ? new SourceState.Usable()
                        : new SourceState.Doubtful(String.join("; ", database.warnings()));
        return database;
    }

    private void failed(SourceDownException e) {
        failure = String.valueOf(e.getMessage());
        failedAt = ticker.nanos();
    }

    private Duration sinceFailure() {
        return Duration.ofNanos(ticker.nanos() - failedAt);
    }

    /** The database is broken: the next use opens another one. */
    void giveUp() {
        lock.lock();
        try {
            LockedDatabase broken = current;
            current = null;
            if (broken != null) {
                broken.close();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        giveUp();
    }
}
