package dev.understudy.auth.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;

/**
 * Reads what a JWT says, where it is signed with one key by HS256; what that is worth is for others
 * to decide. Thread-safe; does not block.
 */
final class SignedClaims {
    /** Ours have some 300 characters; whatever is longer is not even parsed. */
    static final int MOST_CHARACTERS = 2_048;

    // Pinned: what a token says of its own algorithm chooses nothing.
    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;

    private final JWSVerifier verifier;

    SignedClaims(SigningKey key) {
        try {
            this.verifier = new MACVerifier(key.bytes());
        } catch (JOSEException e) {
            throw new IllegalStateException("a signing key is long enough by construction", e);
        }
    }

    /** Empty where it is no token of that kind, or is not signed with the key. */
    Optional<JWTClaimsSet> of(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            var signed = SignedJWT.parse(token);
            // The verifier compares in constant time, and refuses critical headers it does not
            // know.
            boolean good =
                    ALGORITHM.equals(signed.getHeader().getAlgorithm()) && signed.verify(verifier);
            return good ? Optional.of(signed.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
