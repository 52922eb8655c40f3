package dev.understudy.data.source;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a statement gets its connection from. Thread-safe. */
@FunctionalInterface
public interface Connections {
    /**
     * A connection of the caller's own, guarded as the source guards each: read-only, with its
     * time-outs. Closed, it is given back.
     */
    Connection open() throws SQLException, SourceDownException;
}
