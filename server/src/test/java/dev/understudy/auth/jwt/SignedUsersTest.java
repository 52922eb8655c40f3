package dev.understudy.auth.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/** Users as Open WebUI signs them. */
class SignedUsersTest {
    private static final Instant NOW = TokenAttacks.NOW;
    private static final SignedUsers USERS =
            new SignedUsers(SigningKey.of(TokenAttacks.SECRET), InstantSource.fixed(NOW));

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("open-webui")
                .subject("u1")
                .claim("email", "ada@example.com")
                .claim("role", "user")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plus(Duration.ofMinutes(5))));
    }

    private static String signed(JWSAlgorithm algorithm, String secret, JWTClaimsSet.Builder claims)
            throws Exception {
        var token = new SignedJWT(new JWSHeader(algorithm), claims.build());
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private static String signed(JWTClaimsSet.Builder claims) throws Exception {
        return signed(JWSAlgorithm.HS256, TokenAttacks.SECRET, claims);
    }

    @Test
    void theMailAddressIsTheUserElseTheId() throws Exception {
        assertThat(USERS.userOf(signed(claims()))).contains("ada@example.com");
        assertThat(USERS.userOf(signed(claims().claim("email", " ")))).contains("u1");
        assertThat(USERS.userOf(signed(claims().claim("email", null)))).contains("u1");
    }

    @Test
    void whatIsNotSignedRightlyIsNobody() throws Exception {
        var good = signed(claims()).split("\\.", -1);
        var none =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
        var attacks = new LinkedHashMap<>(TokenAttacks.all());
        attacks.put("our own token", TokenAttacks.signed(TokenAttacks.claims()));
        attacks.put("alg none", none + "." + good[1] + ".");
        attacks.put("no signature", good[0] + "." + good[1] + ".");
        attacks.put("HS512", signed(JWSAlgorithm.HS512, TokenAttacks.SECRET, claims()));
        attacks.put("other secret", signed(JWSAlgorithm.HS256, "x".repeat(64), claims()));
        attacks.put("other issuer", signed(claims().issuer("someone")));
        attacks.put("no issuer", signed(claims().issuer(null)));
        attacks.put("no expiry", signed(claims().expirationTime(null)));
        attacks.put("nameless", signed(claims().claim("email", null).subject(null)));
        attacks.put("expired", signed(claims().expirationTime(Date.from(NOW.minusSeconds(31)))));
        attacks.put("huge", signed(claims().claim("x", "x".repeat(5_000))));
        attacks.forEach((name, token) -> assertThat(USERS.userOf(token)).as(name).isEmpty());
    }
}
