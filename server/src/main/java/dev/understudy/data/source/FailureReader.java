package dev.understudy.data.source;

import java.sql.SQLException;

/** Turns what a driver throws into the failure that it means; one for each database. Pure. */
@FunctionalInterface
public interface FailureReader {
    /** Never fails: what it does not know is {@link StatementFailure.Other}. */
    StatementFailure read(SQLException problem);
}
