package dev.understudy.web;

import dev.understudy.gateway.QueryStarter;
import java.util.List;
import java.util.Optional;

/** What the web side asks of the gateway. */
public interface Queries extends QueryStarter {
    /**
     * Which route answers a front end's background task that came for {@code model}: the cheapest,
     * since nobody reads its answer as one.
     */
    String taskRoute(String model);

    /** Whom the query of this id is for, where it is under way. Cheap. */
    Optional<String> userOf(String queryId);

    /** Every name that may be asked for, {@code chat} among them. Cheap: no network, no disk. */
    List<String> models();
}
