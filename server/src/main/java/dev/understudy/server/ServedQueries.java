package dev.understudy.server;

import dev.understudy.gateway.AnswerListener;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.Route;
import dev.understudy.gateway.RunningQuery;
import dev.understudy.model.ModelProfile;
import dev.understudy.web.Queries;
import java.util.List;
import java.util.Optional;

/** What the web side asks, answered by the gateway. */
record ServedQueries(Parts parts) implements Queries {
    @Override
    public RunningQuery start(Query query, AnswerListener listener) {
        return parts.gateway().start(query, listener);
    }

    /** The last model that is not metered; where all are, the models without agents. */
    @Override
    public String taskRoute(String model) {
        return parts.config().chain().models().reversed().stream()
                .filter(it -> !it.metered())
                .map(ModelProfile::id)
                .findFirst()
                .orElse(model.equals(Route.AGENTS) ? Route.CHAT : model);
    }

    @Override
    public Optional<String> userOf(String queryId) {
        return parts.gateway().userOf(queryId);
    }

    @Override
    public List<String> models() {
        return List.copyOf(parts.gateway().routeNames());
    }
}
