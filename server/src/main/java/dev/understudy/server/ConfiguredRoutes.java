package dev.understudy.server;

import dev.understudy.gateway.Route;
import dev.understudy.gateway.Team;
import dev.understudy.model.Chain;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be asked for by name. */
final class ConfiguredRoutes {
    private ConfiguredRoutes() {}

    /**
     * {@code chat} is the whole chain, {@code autogen-agents} the agents in front of it; a model by
     * its name is the chain from that model on.
     */
    static Map<String, Route> of(ServerConfig config, Team agents) {
        var chain = config.chain();
        var onExceeded = config.quota().onExceeded();
        var routes = new LinkedHashMap<String, Route>();
        for (int i = 0; i < chain.size(); i++) {
            var name = chain.get(i).id();
            var rest = new Chain(chain.models().subList(i, chain.size()));
            routes.put(name, Route.over(name, rest, config.executionLimits(), onExceeded));
        }
        var chat = Route.over(Route.CHAT, chain, config.executionLimits(), onExceeded);
        routes.put(Route.CHAT, chat);
        routes.put(Route.AGENTS, chat.withTeam(Route.AGENTS, agents));
        return routes;
    }
}
