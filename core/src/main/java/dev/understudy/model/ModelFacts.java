package dev.understudy.model;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a server says of one of its models.
 *
 * @param contextWindow the tokens that the model was trained for; empty where it does not say
 * @param capabilities what the model can do; empty where it does not say
 */
public record ModelFacts(OptionalInt contextWindow, Optional<Set<Capability>> capabilities) {
    /** The server knows the model, and says no more of it. */
    public static final ModelFacts NONE = new ModelFacts(OptionalInt.empty(), Optional.empty());

    public ModelFacts {
        capabilities = capabilities.map(Set::copyOf);
    }
}
