package dev.understudy.data.source;

import dev.understudy.data.result.ResultTable;
import java.time.Duration;

/** How a statement ended. */
public sealed interface StatementResult {
    /** It ran; {@code took} is the time until the last row was here. */
    record Rows(ResultTable table, Duration took) implements StatementResult {}

    /** It did not. */
    record Failed(StatementFailure failure) implements StatementResult {}
}
