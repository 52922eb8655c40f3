package dev.understudy.auth;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All kinds of credentials together. Where none is configured, everybody may ask (the start-up
 * refuses that on any address but loopback); once one is, every request needs one. Thread-safe.
 */
public final class Credentials implements Authenticator {
    private final BooleanSupplier configured;
    private final List<CredentialCheck> kinds;

    /**
     * @param configured whether any credential is; must not block
     * @param kinds asked in this order, until one knows the credential
     */
    public Credentials(BooleanSupplier configured, List<CredentialCheck> kinds) {
        this.configured = configured;
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public AuthVerdict check(@Nullable String apiKey, @Nullable String authorization) {
        if (!configured.getAsBoolean()) {
            return new AuthVerdict.Allowed(Caller.ANYBODY);
        }
        return switch (Credential.of(apiKey, authorization)) {
            case Credential.Missing() -> new AuthVerdict.Missing();
            case Credential.Contradicting() -> new AuthVerdict.Contradicting();
            case Credential.Presented(var text) -> verdictOn(text);
        };
    }

    private AuthVerdict verdictOn(String presented) {
        for (var kind : kinds) {
            var verdict = kind.check(presented);
            if (!(verdict instanceof AuthVerdict.Wrong)) {
                return verdict;
            }
        }
        return new AuthVerdict.Wrong();
    }
}
