package dev.understudy.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model picks its words. Null means: not said, the upstream's own default.
 *
 * @param stop texts at which the answer ends; may be empty
 */
public record Sampling(
        double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        @Nullable Long seed,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        List<String> stop) {

    public Sampling {
        stop = List.copyOf(stop);
    }

    /** Only a temperature. */
    public static Sampling at(double temperature) {
        return new Sampling(temperature, null, null, null, null, null, List.of());
    }
}
