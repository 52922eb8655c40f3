package dev.understudy.quota;

/**
 * The limits of one model.
 *
 * @param requests attempts on it per window; 0 = no limit
 * @param tokens tokens of them; 0 = no limit
 */
public record ModelLimits(long requests, long tokens) {
    public ModelLimits {
        if (requests < 0 || tokens < 0) {
            throw new IllegalArgumentException(
                    "a model's limits cannot be negative, got %d and %d"
                            .formatted(requests, tokens));
        }
    }
}
