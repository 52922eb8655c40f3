package dev.understudy.web;

import java.util.Optional;

/** What the operator does to a model of the chain. Thread-safe; nothing in it blocks. */
public interface ModelOperation {
    /**
     * Takes a model out: for maintenance, or to rehearse an outage. Nobody calls it until {@link
     * #reset}; attempts that run go on.
     *
     * @return how it is now; empty where there is no such model
     */
    Optional<ModelStatus> open(String id);

    /**
     * Has a model called as usual, however its health was.
     *
     * @return how it is now; empty where there is no such model
     */
    Optional<ModelStatus> reset(String id);
}
