package dev.understudy.auth.jwt;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads whom Open WebUI asks for, as it signs that: a JWT of HS256 in the header {@link #HEADER},
 * from the issuer {@code open-webui}, valid for five minutes ({@code utils/headers.py}).
 * Thread-safe; does not block.
 */
public final class SignedUsers {
    public static final String HEADER = "X-OpenWebUI-User-Jwt";

    private static final String ISSUER = "open-webui";

    private final SignedClaims claims;
    private final InstantSource instants;

    public SignedUsers(SigningKey key, InstantSource instants) {
        this.claims = new SignedClaims(key);
        this.instants = instants;
    }

    /** The mail address in it, else the id; empty where it is not to be believed. */
    public Optional<String> userOf(String token) {
        try {
            var said = claims.of(token);
            return said.isEmpty() ? Optional.empty() : believed(said.get(), instants.instant());
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> believed(JWTClaimsSet claims, Instant now)
            throws ParseException {
        var expires = claims.getExpirationTime();
        var notBefore = claims.getNotBeforeTime();
        boolean valid =
                ISSUER.equals(claims.getIssuer())
                        && expires != null
                        && now.isBefore(expires.toInstant().plus(Tokens.LEEWAY))
                        && (notBefore == null
                                || !notBefore.toInstant().isAfter(now.plus(Tokens.LEEWAY)));
        return valid
                ? named(claims.getStringClaim("email")).or(() -> named(claims.getSubject()))
                : Optional.empty();
    }

    private static Optional<String> named(@Nullable String name) {
        return Optional.ofNullable(name).filter(it -> !it.isBlank());
    }
}
