package dev.understudy.auth.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tokens that must not be taken, at a moment and by a key. */
public final class TokenAttacks {
    public static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    public static final String SECRET =
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final Duration DAY = Duration.ofHours(24);

    private TokenAttacks() {}

    static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("understudy")
                .audience("understudy")
                .subject("ada")
                .claim("role", "admin")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plus(DAY)));
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        var token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(signer);
        return token.serialize();
    }

    static String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(JWSAlgorithm.HS256, new MACSigner(SECRET), claims.build());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** Every attack by its name; each would be admin if it worked. */
    public static Map<String, String> all() throws Exception {
        var good = signed(claims());
        var parts = good.split("\\.", -1);
        var body = claims().build();
        var rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        var pair = rsa.generateKeyPair();
        var payload = body.toPayload().toString();
        var attacks = new LinkedHashMap<String, String>();
        attacks.put("empty", "");
        attacks.put("dots", "..");
        attacks.put("no JSON", base64("x") + "." + base64("y") + "." + base64("z"));
        for (var none : new String[] {"none", "None", "NONE", "nOnE"}) {
            var header = base64("{\"alg\":\"" + none + "\"}");
            attacks.put("alg " + none, header + "." + parts[1] + ".");
            attacks.put("alg " + none + ", signed", header + "." + parts[1] + "." + parts[2]);
        }
        attacks.put("no alg", base64("{\"typ\":\"JWT\"}") + "." + parts[1] + "." + parts[2]);
        attacks.put("no signature", parts[0] + "." + parts[1] + ".");
        attacks.put("two parts", parts[0] + "." + parts[1]);
        attacks.put("HS384", signed(JWSAlgorithm.HS384, new MACSigner(SECRET), body));
        attacks.put("HS512", signed(JWSAlgorithm.HS512, new MACSigner(SECRET), body));
        attacks.put("RS256", signed(JWSAlgorithm.RS256, new RSASSASigner(pair.getPrivate()), body));
        // What libraries fell for that took any algorithm: a header that says RS256 over our HMAC,
        // and HS256 with what would be the public key of RS256.
        var asRsa = base64("{\"alg\":\"RS256\"}") + "." + parts[1];
        var mac = new MACSigner(SECRET);
        attacks.put(
                "RS256 with the secret as key",
                asRsa + "." + mac.sign(new JWSHeader(JWSAlgorithm.HS256), asRsa.getBytes(UTF_8)));
        attacks.put(
                "HS256 with a public key as secret",
                signed(JWSAlgorithm.HS256, new MACSigner(pair.getPublic().getEncoded()), body));
        attacks.put(
                "another secret",
                signed(JWSAlgorithm.HS256, new MACSigner(SECRET.replace('0', '1')), body));
        attacks.put("expired", signed(claims().expirationTime(Date.from(NOW.minusSeconds(60)))));
        attacks.put("no exp", signed(claims().expirationTime(null)));
        attacks.put(
                "not yet valid", signed(claims().notBeforeTime(Date.from(NOW.plusSeconds(60)))));
        attacks.put("wrong issuer", signed(claims().issuer("https://elsewhere.example")));
        attacks.put("no issuer", signed(claims().issuer(null)));
        attacks.put("for another service", signed(claims().audience("elsewhere")));
        attacks.put("for nobody", signed(claims().audience((String) null)));
        attacks.put("no subject", signed(claims().subject(null)));
        attacks.put("blank subject", signed(claims().subject(" ")));
        attacks.put("no role", signed(claims().claim("role", null)));
        attacks.put("a role of none", signed(claims().claim("role", "root")));
        attacks.put("a role that is no text", signed(claims().claim("role", 1)));
        attacks.put(
                "tampered payload",
                parts[0] + "." + base64(payload.replace("ada", "eve")) + "." + parts[2]);
        attacks.put(
                "tampered header",
                base64("{\"alg\":\"HS256\",\"x\":1}") + "." + parts[1] + "." + parts[2]);
        var bitFlipped = (parts[2].charAt(0) == 'A' ? 'B' : 'A') + parts[2].substring(1);
        attacks.put("tampered signature", parts[0] + "." + parts[1] + "." + bitFlipped);
        attacks.put("shortened signature", good.substring(0, good.length() - 4));
        attacks.put(
                "an unknown critical header",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .criticalParams(Set.of("x"))
                                .customParam("x", 1)
                                .build(),
                        body));
        attacks.put("huge", signed(claims().claim("filler", "x".repeat(20_000))));
        attacks.put("a bearer of a bearer", "Bearer " + good);
        attacks.put("an encrypted token", good + ".x.y");
        return attacks;
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(new MACSigner(SECRET));
        return token.serialize();
    }
}
