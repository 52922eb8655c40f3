package dev.understudy.quota;

import java.util.List;

/**
 * Who wants to use which model: what decides which limits apply.
 *
 * @param user the user's name
 * @param key the API key's name, never the key; empty where none was presented
 * @param model the model's id
 * @param keyLimit places that this key may take in a window; 0 for as many as any other key
 * @param metered whether its attempts take places in the quota
 */
public record Claim(String user, String key, long keyLimit, String model, boolean metered) {
    /** With a key that has no limit of its own. */
    public Claim(String user, String key, String model, boolean metered) {
        this(user, key, 0, model, metered);
    }

    /** All that is counted for such an attempt where it is counted at all. */
    public List<TallyName> tallies() {
        var model = new TallyName(LimitScope.MODEL, this.model);
        if (!metered) {
            return List.of(model);
        }
        var user = new TallyName(LimitScope.USER, this.user);
        return key.isEmpty()
                ? List.of(TallyName.GLOBAL, user, model)
                : List.of(TallyName.GLOBAL, user, new TallyName(LimitScope.KEY, key), model);
    }
}
