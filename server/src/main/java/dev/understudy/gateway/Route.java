package dev.understudy.gateway;

import dev.understudy.execution.ExecutionLimits;
import dev.understudy.execution.ExecutionPolicy;
import dev.understudy.model.Chain;
import dev.understudy.quota.OnExceeded;
import java.util.Optional;

/**
 * What answers a name that clients ask for: a chain and the policy over it, and perhaps a team that
 * works with them.
 *
 * @param name {@code autogen-agents}, {@code chat}, or a model's id
 * @param team what answers; empty where the models themselves do
 */
public record Route(String name, Chain chain, ExecutionPolicy policy, Optional<Team> team) {
    /** The agents' route, by the original's name. */
    public static final String AGENTS = "autogen-agents";

    /** The route's name for the whole chain. */
    public static final String CHAT = "chat";

    /** The same chain and policy, under another name and with a team in front. */
    public Route withTeam(String newName, Team newTeam) {
        return new Route(newName, chain, policy, Optional.of(newTeam));
    }

    public static Route over(
            String name, Chain chain, ExecutionLimits limits, OnExceeded onExceeded) {
        return new Route(
                name, chain, new ExecutionPolicy(chain, limits, onExceeded), Optional.empty());
    }
}
