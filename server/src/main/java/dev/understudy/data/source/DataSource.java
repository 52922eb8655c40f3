package dev.understudy.data.source;

import dev.understudy.data.Cancellation;
import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.guard.ReadOnlySql;
import dev.understudy.data.result.ResultLimits;

/**
 * One database, or one set of files, that questions are answered from. Thread-safe; all methods but
 * those before {@link #catalogue()} may block, so they are never called on an event loop.
 */
public interface DataSource extends AutoCloseable {
    /** Unique among the sources; for people. */
    String name();

    Dialect dialect();

    /** As last seen; does not look. */
    SourceState state();

    /** Whether it can be asked, as last seen; does not look. */
    default boolean askable() {
        return switch (state()) {
            case SourceState.Usable _, SourceState.Doubtful _ -> true;
            case SourceState.Down _, SourceState.Refused _ -> false;
        };
    }

    /**
     * What it has: read on first use, kept, and read again after a while or {@link #refresh()}.
     *
     * @throws SourceDownException where it cannot be reached and was never read
     */
    Catalogue catalogue() throws SourceDownException;

    /** The catalogue is read anew before it is next used: a name that should be there was not. */
    void refresh();

    /**
     * Runs a statement, within {@code limits}; it is stopped in the database when its time is over
     * or it is cancelled. Never throws for what the database says.
     *
     * @throws IllegalArgumentException for a statement in another dialect
     */
    StatementResult run(ReadOnlySql sql, ResultLimits limits, Cancellation cancellation);

    /** Ends what runs and gives everything back. */
    @Override
    void close();
}
