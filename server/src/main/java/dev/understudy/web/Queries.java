package dev.understudy.web;

import dev.understudy.gateway.AnswerListener;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.RunningQuery;
import java.util.List;

/** What the web side asks of the gateway. */
public interface Queries {
    /**
     * Starts a query whose route is one of {@link #models()}. To be called on an event loop; the
     * listener is called on that same one, never from inside this method.
     */
    RunningQuery start(Query query, AnswerListener listener);

    /**
     * Which route answers a front end's background task that came for {@code model}: the cheapest,
     * since nobody reads its answer as one.
     */
    String taskRoute(String model);

    /** Whether the query of this id is under way. Cheap. */
    boolean running(String queryId);

    /** Every name that may be asked for, {@code chat} among them. Cheap: no network, no disk. */
    List<ServedModel> models();
}
