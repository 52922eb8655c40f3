package dev.understudy.gateway;

import dev.understudy.execution.ExecutionLimits;
import dev.understudy.execution.ExecutionPolicy;
import dev.understudy.model.Chain;
import dev.understudy.quota.OnExceeded;

/**
 * What answers a name that clients ask for: a chain and the policy over it.
 *
 * @param name {@code chat}, or a model's id
 */
public record Route(String name, Chain chain, ExecutionPolicy policy) {
    /** The route's name for the whole chain. */
    public static final String CHAT = "chat";

    public static Route over(
            String name, Chain chain, ExecutionLimits limits, OnExceeded onExceeded) {
        return new Route(name, chain, new ExecutionPolicy(chain, limits, onExceeded));
    }
}
