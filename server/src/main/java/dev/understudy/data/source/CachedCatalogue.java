package dev.understudy.data.source;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.time.Ticker;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue that is read on first use, kept for a while, and read again by one caller for all.
 * While it cannot be read again the old one is used; after a failure it is left alone for a moment,
 * so that a database that is down does not keep each question waiting. Thread-safe; blocks while it
 * reads.
 */
public final class CachedCatalogue {
    /** After a failure nobody tries again for so long. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    /** Reads a catalogue, however long it takes. */
    @FunctionalInterface
    public interface Reading {
        Catalogue read() throws SourceDownException;
    }

    private final Ticker ticker;
    private final Duration kept;
    private final Reading reading;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable Catalogue catalogue;
    private @Nullable String failure;
    private volatile boolean stale;
    private long triedAt;

    public CachedCatalogue(Ticker ticker, Duration kept, Reading reading) {
        this.ticker = ticker;
        this.kept = kept;
        this.reading = reading;
    }

    /**
     * The catalogue, at most so old as it is kept or as its source has been down.
     *
     * @throws SourceDownException where it cannot be read and never was
     */
    public Catalogue get() throws SourceDownException {
        var known = catalogue;
        if (known != null && !lock.tryLock()) {
            // Somebody reads it anew: what is known is good enough meanwhile.
            return known;
        }
        if (known == null) {
            lock.lock();
        }
        try {
            if (due()) {
                readAgain();
            }
            var now = catalogue;
            if (now == null) {
                throw new SourceDownException(failure == null ? "never read" : failure);
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    private boolean due() {
        var age = Duration.ofNanos(ticker.nanos() - triedAt);
        if (failure != null) {
            return age.compareTo(PAUSE) >= 0;
        }
        return catalogue == null || stale || age.compareTo(kept) >= 0;
    }

    private void readAgain() {
        try {
            catalogue = reading.read();
            failure = null;
            stale = false;
        } catch (SourceDownException e) {
            failure = String.valueOf(e.getMessage());
        }
        triedAt = ticker.nanos();
    }

    /** It is read anew before it is next used, except right after a failure. */
    public void refresh() {
        stale = true;
    }
}
