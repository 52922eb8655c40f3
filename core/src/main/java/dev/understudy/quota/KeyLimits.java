package dev.understudy.quota;

import java.util.List;
import java.util.Map;

/**
 * Which API keys there are, and what each may take by itself: said by whoever knows the keys, where
 * limits are shown or changed. The ledger knows keys by name only, from the attempts of theirs. An
 * attempt brings what binds it in its {@link Claim}.
 *
 * @param places by the key's name, how many places it may take in a window; 0 for as many as any
 *     other key
 * @param complete whether these are all keys
 */
public record KeyLimits(Map<String, Long> places, boolean complete) {
    /** For who does not know the keys: any name may be one's, and none has a limit of its own. */
    public static final KeyLimits UNKNOWN = new KeyLimits(Map.of(), false);

    public KeyLimits {
        places = Map.copyOf(places);
        if (places.values().stream().anyMatch(limit -> limit < 0)) {
            throw new IllegalArgumentException("the limit of a key cannot be negative");
        }
    }

    /** These keys and no others. */
    public static KeyLimits of(Map<String, Long> places) {
        return new KeyLimits(places, true);
    }

    /** Whether there may be a key of this name. */
    boolean mayHave(String key) {
        return !complete || places.containsKey(key);
    }

    /** The places that this key may take by itself; 0 for as many as any other. */
    long of(String key) {
        return places.getOrDefault(key, 0L);
    }

    /** The tallies of the keys that have a limit of their own, by name. */
    public List<TallyName> withTheirOwn() {
        return places.entrySet().stream()
                .filter(key -> key.getValue() > 0)
                .map(key -> new TallyName(LimitScope.KEY, key.getKey()))
                .sorted(TallyName.IN_ORDER)
                .toList();
    }
}
