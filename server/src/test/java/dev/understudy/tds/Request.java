package dev.understudy.tds;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A statement to run.
 *
 * @param how for {@link Received}: as a batch or by which procedure
 * @param handle of the statement that is prepared with it
 */
record Request(
        String how, String sql, List<? extends @Nullable Object> parameters, OptionalInt handle) {
    static Request batch(String sql) {
        return new Request(Received.BATCH, sql, List.of(), OptionalInt.empty());
    }

    boolean procedure() {
        return !how.equals(Received.BATCH);
    }
}
