package dev.understudy.auth.apikey;

import static java.util.stream.Collectors.toMap;

import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.Authenticator;
import dev.understudy.auth.Caller;
import dev.understudy.auth.CredentialCheck;
import dev.understudy.auth.Credentials;
import dev.understudy.quota.KeyLimits;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that clients may present. By themselves they are credentials enough: without any,
 * everybody may ask; with one, every request needs one. Immutable and thread-safe.
 */
public final class ApiKeys implements CredentialCheck, Authenticator {
    private final List<ApiKey> keys;

    public ApiKeys(List<ApiKey> keys) {
        this.keys = List.copyOf(keys);
    }

    public static ApiKeys none() {
        return new ApiKeys(List.of());
    }

    /** These keys and others. */
    public ApiKeys and(ApiKeys others) {
        return new ApiKeys(Stream.concat(keys.stream(), others.keys.stream()).toList());
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** These keys by name, with the limits of their own. */
    KeyLimits limits() {
        return KeyLimits.of(
                keys.stream()
                        .map(ApiKey::caller)
                        .collect(toMap(Caller::name, it -> it.limit().orElse(0), (a, _) -> a)));
    }

    @Override
    public AuthVerdict check(@Nullable String apiKey, @Nullable String authorization) {
        return new Credentials(() -> !isEmpty(), List.of(this)).check(apiKey, authorization);
    }

    /** Looks at all keys, so that the time does not tell which one came close. */
    @Override
    public AuthVerdict check(String presented) {
        var hash = ApiKey.sha256(presented);
        @Nullable ApiKey found = null;
        for (var key : keys) {
            if (key.hasHash(hash)) {
                found = key;
            }
        }
        return found == null ? new AuthVerdict.Wrong() : new AuthVerdict.Allowed(found.caller());
    }
}
