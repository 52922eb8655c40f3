package dev.understudy.model;

import java.util.Set;

/**
 * What is known of one model.
 *
 * @param id the name users and operators call it by; unique in a chain
 * @param upstream which upstream serves it
 * @param upstreamModel the name that the upstream knows it by
 * @param metered whether its attempts count against the quota
 * @param contextWindow tokens that prompt and answer may have together
 * @param capabilities what it can do, as far as known
 */
public record ModelProfile(
        String id,
        String upstream,
        String upstreamModel,
        boolean metered,
        int contextWindow,
        Set<Capability> capabilities,
        ModelClocks clocks) {

    public ModelProfile {
        capabilities = Set.copyOf(capabilities);
        if (id.isBlank()) {
            throw new IllegalArgumentException("a model needs an id");
        }
        if (contextWindow < 256) {
            throw new IllegalArgumentException(
                    "the context window of %s must be at least 256 tokens, got %d"
                            .formatted(id, contextWindow));
        }
    }

    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }
}
