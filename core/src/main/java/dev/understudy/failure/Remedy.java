package dev.understudy.failure;

import dev.understudy.model.Capability;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What would help after a failure. */
public sealed interface Remedy {
    /** The same model again, after the usual delay. */
    record Retry() implements Remedy {}

    /** The same model again, after the wait that its server asked for. */
    record RetryAfter(Duration delay) implements Remedy {}

    /**
     * Another model at once: waiting heals nothing. The model is left alone for {@code openFor};
     * null = the usual cool-down.
     */
    record NextModel(@Nullable Duration openFor) implements Remedy {}

    /** The same request without what the model cannot do, within the same attempt. */
    record Adapt(Capability missing) implements Remedy {}

    /** The same request with a shorter history, within the same attempt. */
    record Trim() implements Remedy {}

    /** Nothing: the request itself is wrong, or nobody waits for the answer. */
    record Stop() implements Remedy {}
}
