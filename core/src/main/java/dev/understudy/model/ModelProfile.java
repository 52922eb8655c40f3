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
 * @param clocks its time limits
 * @param extraFields names of the fields of a client's request that are passed on to it as they
 *     came, beside those that every upstream is told in its own words
 */
public record ModelProfile(
        String id,
        String upstream,
        String upstreamModel,
        boolean metered,
        int contextWindow,
        Set<Capability> capabilities,
        ModelClocks clocks,
        Set<String> extraFields) {

    /** A model to which no extra field is passed on. */
    public ModelProfile(
            String id,
            String upstream,
            String upstreamModel,
            boolean metered,
            int contextWindow,
            Set<Capability> capabilities,
            ModelClocks clocks) {
        this(id, upstream, upstreamModel, metered, contextWindow, capabilities, clocks, Set.of());
    }

    public ModelProfile {
        capabilities = Set.copyOf(capabilities);
        extraFields = Set.copyOf(extraFields);
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
