package dev.understudy.simulator;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the simulator tells of a model, and by what it refuses requests that the model cannot take.
 * Immutable.
 *
 * @param name as clients ask for it; a tag {@code cloud}, or one that ends with {@code -cloud},
 *     makes it a cloud model
 * @param capabilities out of {@code completion}, {@code tools}, {@code thinking}, {@code vision}
 * @param contextLength the trained context length in tokens
 * @param defaultNumCtx the context in tokens that a local model gets when a request names none
 * @param family the architecture
 * @param parameterSize for people, like {@code 3.2B}
 */
public record SimulatedModel(
        String name,
        Set<String> capabilities,
        int contextLength,
        int defaultNumCtx,
        String family,
        String parameterSize) {

    private static final Set<String> ALL = Set.of("completion", "tools", "thinking", "vision");

    public SimulatedModel {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A model needs a name");
        }
        if (contextLength < 1 || defaultNumCtx < 1) {
            throw new IllegalArgumentException(
                    "Context lengths of model '%s' must be positive, got %d and %d"
                            .formatted(name, contextLength, defaultNumCtx));
        }
        if (!ALL.containsAll(capabilities)) {
            throw new IllegalArgumentException(
                    "Capabilities of model '%s' must be out of completion, tools, thinking, vision; got %s"
                            .formatted(name, capabilities));
        }
        capabilities = Set.copyOf(capabilities);
    }

    /**
     * A model as this name suggests: gpt-oss without vision, llama3.2 without vision and thinking,
     * any other with all capabilities; 131,072 tokens of context, of which a local one gets 4,096
     * (Ollama's default below 24 GiB of video memory).
     */
    public static SimulatedModel named(String name) {
        var family = name.toLowerCase(Locale.ROOT).replaceAll("[:/].*|[^a-z0-9.-]", "");
        var known =
                switch (family) {
                    case "gpt-oss" ->
                            new SimulatedModel(
                                    name, without("vision"), 131_072, 4_096, "gptoss", "116.8B");
                    case "llama3.2" ->
                            new SimulatedModel(
                                    name,
                                    without("vision", "thinking"),
                                    131_072,
                                    4_096,
                                    "llama",
                                    "3.2B");
                    default -> new SimulatedModel(name, ALL, 131_072, 4_096, "simulated", "1.0B");
                };
        return known;
    }

    private static Set<String> without(String... capabilities) {
        var rest = new LinkedHashSet<>(ALL);
        rest.removeAll(Set.of(capabilities));
        return rest;
    }

    public SimulatedModel withCapabilities(Collection<String> newCapabilities) {
        return new SimulatedModel(
                name,
                Set.copyOf(newCapabilities),
                contextLength,
                defaultNumCtx,
                family,
                parameterSize);
    }

    /** The trained context length in tokens. */
    public SimulatedModel withContextLength(int tokens) {
        return new SimulatedModel(name, capabilities, tokens, defaultNumCtx, family, parameterSize);
    }

    /** The context in tokens that a local model gets when a request names no {@code num_ctx}. */
    public SimulatedModel withDefaultNumCtx(int tokens) {
        return new SimulatedModel(name, capabilities, contextLength, tokens, family, parameterSize);
    }

    /** Whether Ollama would send the request on to its cloud. */
    public boolean cloud() {
        return name.endsWith(":cloud") || (name.contains(":") && name.endsWith("-cloud"));
    }

    /**
     * The name in replies: Ollama's cloud answers without the cloud suffix (ollama issue 17091).
     */
    public String nameInReplies() {
        return cloud() ? name.replaceFirst("[:-]cloud$", "") : name;
    }

    /** The context in tokens that a request gets; 0 = the request names none. */
    int contextFor(int numCtx) {
        if (cloud()) {
            return contextLength;
        }
        return Math.min(numCtx > 0 ? numCtx : defaultNumCtx, contextLength);
    }
}
