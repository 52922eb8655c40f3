package dev.understudy.data.source.duckdb;

import dev.understudy.data.source.SourceDownException;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** What an embedded database is filled with. */
interface Contents {
    /** Another one when the contents would be others now: a day later, a file changed. */
    String version();

    /** Whether it needs the file system while it loads. */
    boolean readsFiles();

    /**
     * Fills an empty database.
     *
     * @return what is missing, for the operator; empty when nothing is
     * @throws SourceDownException when there is nothing to ask; the message says why
     */
    List<String> load(DuckDBConnection connection) throws SQLException, SourceDownException;
}
