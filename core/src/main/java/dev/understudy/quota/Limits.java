package dev.understudy.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The limits beside the quota's own, each per window; 0 is no limit. Limits of users and keys hold
 * for each of them by itself, and count metered attempts; those of a model count all attempts on
 * it, metered or not.
 *
 * @param tokens tokens of metered attempts, for all together
 * @param perUser metered attempts of each user
 * @param tokensPerUser tokens of them
 * @param perKey metered attempts of each API key
 * @param tokensPerKey tokens of them
 * @param models by the model's id
 * @param reserve so many places of the quota are kept for the users in {@code reservedFor}
 */
public record Limits(
        long tokens,
        long perUser,
        long tokensPerUser,
        long perKey,
        long tokensPerKey,
        Map<String, ModelLimits> models,
        long reserve,
        Set<String> reservedFor) {
    /** Nothing but the quota's own limit. */
    public static final Limits NONE = new Limits(0, 0, 0, 0, 0, Map.of(), 0, Set.of());

    private static final ModelLimits NO_MODEL = new ModelLimits(0, 0);

    public Limits {
        models = Map.copyOf(models);
        reservedFor = Set.copyOf(reservedFor);
        if (tokens < 0
                || perUser < 0
                || tokensPerUser < 0
                || perKey < 0
                || tokensPerKey < 0
                || reserve < 0) {
            throw new IllegalArgumentException("a limit cannot be negative");
        }
    }

    /** The configured size; empty where there is no such limit beside the quota's own. */
    public OptionalLong size(LimitName limit) {
        long size =
                switch (limit.scope()) {
                    case GLOBAL, SHARED -> of(limit.unit(), 0, tokens);
                    case USER -> of(limit.unit(), perUser, tokensPerUser);
                    case KEY -> of(limit.unit(), perKey, tokensPerKey);
                    case MODEL -> {
                        var model = models.getOrDefault(limit.name(), NO_MODEL);
                        yield of(limit.unit(), model.requests(), model.tokens());
                    }
                };
        return size == 0 ? OptionalLong.empty() : OptionalLong.of(size);
    }

    private static long of(LimitUnit unit, long requests, long tokens) {
        return switch (unit) {
            case REQUESTS -> requests;
            case TOKENS -> tokens;
        };
    }

    /** Whether attempts on this model are counted by themselves. */
    public boolean bindModel(String id) {
        return models.containsKey(id);
    }

    private boolean bindKey(Claim claim) {
        return perKey > 0 || tokensPerKey > 0 || claim.keyLimit() > 0;
    }

    /**
     * The same for a key with a limit of its own, which stands in place of that of every key.
     *
     * @param places 0 where it has none
     */
    Limits ofKey(long places) {
        return places == 0 ? this : withKeys(places, tokensPerKey);
    }

    /** The same, but no key has a limit. */
    Limits withoutKeys() {
        return withKeys(0, 0);
    }

    private Limits withKeys(long places, long tokensOfKey) {
        return new Limits(
                tokens, perUser, tokensPerUser, places, tokensOfKey, models, reserve, reservedFor);
    }

    /** Whether tokens must be known before an attempt begins. */
    public boolean countTokens() {
        return tokens > 0
                || tokensPerUser > 0
                || tokensPerKey > 0
                || models.values().stream().anyMatch(model -> model.tokens() > 0);
    }

    /** Whether the places that are kept are kept for this user, too. */
    public boolean keepFor(String user) {
        return reserve == 0 || reservedFor.contains(user);
    }

    /** What must be counted for an attempt, beside the places of all; in the order of refusal. */
    public List<TallyName> tallies(Claim claim) {
        var names = new ArrayList<TallyName>();
        if (claim.metered()) {
            if (tokens > 0) {
                names.add(TallyName.GLOBAL);
            }
            if (perUser > 0 || tokensPerUser > 0) {
                names.add(new TallyName(LimitScope.USER, claim.user()));
            }
            if (bindKey(claim) && !claim.key().isEmpty()) {
                names.add(new TallyName(LimitScope.KEY, claim.key()));
            }
        }
        if (bindModel(claim.model())) {
            names.add(new TallyName(LimitScope.MODEL, claim.model()));
        }
        return names;
    }
}
