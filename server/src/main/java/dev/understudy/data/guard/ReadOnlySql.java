package dev.understudy.data.guard;

import dev.understudy.data.Dialect;

/**
 * One statement that only reads. Nobody but {@link ReadOnlyGuard} can make one, and nothing else is
 * ever run on a source.
 */
public final class ReadOnlySql {
    private final String text;
    private final Dialect dialect;

    ReadOnlySql(String text, Dialect dialect) {
        this.text = text;
        this.dialect = dialect;
    }

    /** The statement as it is sent: without a final semicolon. */
    public String text() {
        return text;
    }

    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String toString() {
        return text;
    }
}
