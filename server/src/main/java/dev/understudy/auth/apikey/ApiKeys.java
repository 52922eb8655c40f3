package dev.understudy.auth.apikey;

import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that clients may present. Without any, everybody may ask (the start-up refuses that on
 * any address but loopback); with one, every request needs one. Thread-safe.
 */
public final class ApiKeys {
    private static final String BEARER = "bearer ";

    private final List<ApiKey> keys;

    public ApiKeys(List<ApiKey> keys) {
        this.keys = List.copyOf(keys);
    }

    public static ApiKeys none() {
        return new ApiKeys(List.of());
    }

    /**
     * What the credentials of a request are worth.
     *
     * @param apiKey the header {@code X-API-Key}; null when it was not sent
     * @param authorization the header {@code Authorization}; null when it was not sent
     */
    public AuthVerdict check(@Nullable String apiKey, @Nullable String authorization) {
        if (keys.isEmpty()) {
            return new AuthVerdict.Allowed(Caller.ANYBODY);
        }
        var plain = apiKey == null ? "" : apiKey.strip();
        var bearer = bearerToken(authorization);
        if (plain.isEmpty() && bearer.isEmpty()) {
            return new AuthVerdict.Missing();
        }
        if (!plain.isEmpty() && !bearer.isEmpty() && !plain.equals(bearer)) {
            return new AuthVerdict.Contradicting();
        }
        return verdictOn(plain.isEmpty() ? bearer : plain);
    }

    private static String bearerToken(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return "";
        }
        return authorization.substring(BEARER.length()).strip();
    }

    /** Looks at all keys, so that the time does not tell which one came close. */
    private AuthVerdict verdictOn(String presented) {
        var hash = ApiKey.sha256(presented);
        @Nullable ApiKey found = null;
        for (var key : keys) {
            if (key.hasHash(hash)) {
                found = key;
            }
        }
        return found == null
                ? new AuthVerdict.Wrong()
                : new AuthVerdict.Allowed(new Caller(found.name(), true));
    }
}
