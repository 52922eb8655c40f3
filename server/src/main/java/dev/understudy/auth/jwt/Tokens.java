package dev.understudy.auth.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.Caller;
import dev.understudy.auth.CredentialCheck;
import dev.understudy.auth.Role;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Objects;

/**
 * Gives tokens to users who have logged in, and reads them back: JWTs signed with HS256. Only what
 * this server has signed is believed, and of that only what it says itself. Thread-safe; does not
 * block.
 */
public final class Tokens implements CredentialCheck {
    /** Who gives the tokens and whom they are for: another service's token is none of ours. */
    static final String ISSUER = "understudy";

    static final String ROLE = "role";

    /** The clocks of two replicas that share a key may differ by so much. */
    static final Duration LEEWAY = Duration.ofSeconds(30);

    private final JWSSigner signer;
    private final SignedClaims claims;
    private final InstantSource instants;
    private final Revocations revocations;

    /** Tokens of which none is ever revoked. */
    public Tokens(SigningKey key, InstantSource instants) {
        this(key, instants, (_, _) -> false);
    }

    /**
     * @param revocations asked at each check
     */
    public Tokens(SigningKey key, InstantSource instants, Revocations revocations) {
        try {
            this.signer = new MACSigner(key.bytes());
        } catch (JOSEException e) {
            throw new IllegalStateException("a signing key is long enough by construction", e);
        }
        this.claims = new SignedClaims(key);
        this.instants = instants;
        this.revocations = revocations;
    }

    /** A token by which {@code user} is known for {@code validFor} from now on. */
    public String give(String user, Role role, Duration validFor) {
        var now = instants.instant();
        var saying =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(ISSUER)
                        .subject(user)
                        .claim(ROLE, role.wireName())
                        .issueTime(Date.from(now))
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(validFor)))
                        .build();
        var header = new JWSHeader.Builder(SignedClaims.ALGORITHM).type(JOSEObjectType.JWT).build();
        var token = new SignedJWT(header, saying);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java runtime has HMAC with SHA-256", e);
        }
        return token.serialize();
    }

    @Override
    public AuthVerdict check(String presented) {
        try {
            var said = claims.of(presented);
            return said.isEmpty()
                    ? new AuthVerdict.Wrong()
                    : verdictOn(said.get(), instants.instant());
        } catch (ParseException _) {
            return new AuthVerdict.Wrong();
        }
    }

    private AuthVerdict verdictOn(JWTClaimsSet claims, Instant now) throws ParseException {
        var user = Objects.requireNonNullElse(claims.getSubject(), "");
        var role = Role.of(Objects.requireNonNullElse(claims.getStringClaim(ROLE), ""));
        var expires = claims.getExpirationTime();
        var notBefore = claims.getNotBeforeTime();
        boolean ours =
                ISSUER.equals(claims.getIssuer())
                        && claims.getAudience().equals(List.of(ISSUER))
                        && !user.isBlank()
                        && role.isPresent();
        if (!ours || expires == null) {
            return new AuthVerdict.Wrong();
        }
        if (notBefore != null && notBefore.toInstant().isAfter(now.plus(LEEWAY))) {
            return new AuthVerdict.Wrong();
        }
        if (!now.isBefore(expires.toInstant().plus(LEEWAY))) {
            return new AuthVerdict.Expired();
        }
        var issued = claims.getIssueTime();
        if (revocations.revoked(user, issued == null ? Instant.EPOCH : issued.toInstant())) {
            return new AuthVerdict.Revoked();
        }
        return new AuthVerdict.Allowed(Caller.byToken(user, role.get()));
    }
}
