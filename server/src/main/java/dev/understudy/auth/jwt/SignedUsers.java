package dev.understudy.auth.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
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

    // Pinned: what a token says of its own algorithm chooses nothing.
    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;

    private final JWSVerifier verifier;
    private final InstantSource instants;

    public SignedUsers(SigningKey key, InstantSource instants) {
        try {
            this.verifier = new MACVerifier(key.bytes());
        } catch (JOSEException e) {
            throw new IllegalStateException("a signing key is long enough by construction", e);
        }
        this.instants = instants;
    }

    /** The mail address in it, else the id; empty where it is not to be believed. */
    public Optional<String> userOf(String token) {
        if (token.length() > Tokens.MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            var signed = SignedJWT.parse(token);
            if (!ALGORITHM.equals(signed.getHeader().getAlgorithm()) || !signed.verify(verifier)) {
                return Optional.empty();
            }
            return believed(signed.getJWTClaimsSet(), instants.instant());
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> believed(JWTClaimsSet claims, Instant now)
            throws ParseException {
        var expires = claims.getExpirationTime();
        boolean valid =
                ISSUER.equals(claims.getIssuer())
                        && expires != null
                        && now.isBefore(expires.toInstant().plus(Tokens.LEEWAY));
        return valid
                ? named(claims.getStringClaim("email")).or(() -> named(claims.getSubject()))
                : Optional.empty();
    }

    private static Optional<String> named(@Nullable String name) {
        return Optional.ofNullable(name).filter(it -> !it.isBlank());
    }
}
