package dev.understudy.model;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What may be learnt of one model from its server: what the operator said stays as it is.
 *
 * @param window whether its context window may be learnt
 * @param capabilities whether its capabilities may be learnt
 * @param mostTokens the largest window that may be learnt: what a local model is loaded with
 */
public record Learning(boolean window, boolean capabilities, int mostTokens) {
    /** What no server lists: that is learnt by trying. */
    private static final Set<Capability> NOT_LISTED =
            Set.of(Capability.PREFILL, Capability.EXTRA_FIELDS);

    /** Everything was configured. */
    public static final Learning NOTHING = new Learning(false, false, Integer.MAX_VALUE);

    /** In tokens; below this nothing can be asked: such a figure is a mistake of the server. */
    public static final int LEAST_WINDOW = 256;

    /** The model as it is with what its server says. */
    public ModelProfile applied(ModelProfile configured, ModelFacts facts) {
        return new ModelProfile(
                configured.id(),
                configured.upstream(),
                configured.upstreamModel(),
                configured.metered(),
                learnt(facts).orElse(configured.contextWindow()),
                capabilities(configured, facts),
                configured.clocks(),
                configured.extraFields());
    }

    private Set<Capability> capabilities(ModelProfile configured, ModelFacts facts) {
        var said = facts.capabilities();
        if (!capabilities || said.isEmpty()) {
            return configured.capabilities();
        }
        var can = new HashSet<>(said.get());
        NOT_LISTED.stream().filter(configured::can).forEach(can::add);
        return can;
    }

    /** Where the window of {@link #applied} comes from. */
    public WindowOrigin origin(ModelFacts facts) {
        if (!window) {
            return WindowOrigin.CONFIGURED;
        }
        return learnt(facts).isPresent() ? WindowOrigin.LEARNT : WindowOrigin.ASSUMED;
    }

    private OptionalInt learnt(ModelFacts facts) {
        var said = facts.contextWindow();
        return window && said.isPresent() && said.getAsInt() >= LEAST_WINDOW
                ? OptionalInt.of(Math.min(said.getAsInt(), mostTokens))
                : OptionalInt.empty();
    }
}
