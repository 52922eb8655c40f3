package dev.understudy.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.Caller;
import dev.understudy.auth.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final Instant NOW = TokenAttacks.NOW;
    private static final String SECRET = TokenAttacks.SECRET;
    private static final Duration DAY = Duration.ofHours(24);

    @TempDir Path home;
    private final Tokens tokens = at(NOW);

    private static Tokens at(Instant instant) {
        return new Tokens(SigningKey.of(SECRET), InstantSource.fixed(instant));
    }

    @Test
    void whatWeGiveWeTakeBackUntilItExpires() {
        var token = tokens.give("ada", Role.USER, DAY);
        var ada = new AuthVerdict.Allowed(Caller.byToken("ada", Role.USER));

        assertThat(tokens.check(token)).isEqualTo(ada);
        assertThat(at(NOW.plus(DAY)).check(token)).as("leeway").isEqualTo(ada);
        assertThat(at(NOW.plus(DAY).plusSeconds(30)).check(token))
                .isEqualTo(new AuthVerdict.Expired());
        assertThat(at(NOW.minusSeconds(30)).check(token)).as("leeway").isEqualTo(ada);
        assertThat(at(NOW.minusSeconds(31)).check(token)).isEqualTo(new AuthVerdict.Wrong());
        assertThat(token.length()).isLessThan(SignedClaims.MOST_CHARACTERS / 2);
    }

    @Test
    void theForgersOwnTokenWouldBeTakenIfItWereRightlySigned() throws Exception {
        // The table of attacks below rests on this: each of them differs in one thing only.
        assertThat(tokens.check(TokenAttacks.signed(TokenAttacks.claims())))
                .isEqualTo(new AuthVerdict.Allowed(Caller.byToken("ada", Role.ADMIN)));
    }

    @Test
    void noAttackIsAllowed() throws Exception {
        assertThat(TokenAttacks.all())
                .hasSizeGreaterThan(35)
                .allSatisfy((name, token) ->
                        assertThat(tokens.check(token))
                                .as(name)
                                .isInstanceOfAny(
                                        AuthVerdict.Wrong.class, AuthVerdict.Expired.class));
        assertThat(TokenAttacks.all())
                .hasEntrySatisfying(
                        "expired",
                        token ->
                                assertThat(tokens.check(token))
                                        .isEqualTo(new AuthVerdict.Expired()));
    }

    @Test
    void noChangeOfOneCharacterIsAllowed() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("-Dseed=" + seed);
        var random = new Random(seed);
        var good = tokens.give("ada", Role.USER, DAY);
        // The last character holds bits that base64 throws away, and so may differ.
        for (int i = 0; i < good.length() - 1; i++) {
            var other = "ABCDEFabcdef0123456789-_.=".charAt(random.nextInt(26));
            if (other != good.charAt(i)) {
                var changed = good.substring(0, i) + other + good.substring(i + 1);
                assertThat(tokens.check(changed)).as(changed).isEqualTo(new AuthVerdict.Wrong());
            }
        }
    }

    @Test
    void aShortSecretIsRefusedAndNoneIsShown() {
        assertThatThrownBy(() -> SigningKey.of("abc"))
                .hasMessageContaining("at least 32 characters, got 3");
        assertThat(SigningKey.of(SECRET).toString()).doesNotContain(SECRET);
    }

    @Test
    void aSecretIsMadeOnceForAllWhoStartTogetherAndOnlyItsOwnerMayReadIt() throws Exception {
        var made = new ArrayList<Future<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                made.add(
                        threads.submit(() ->
                                new Tokens(
                                                SigningKey.storedOrMade(home, new SecureRandom()),
                                                InstantSource.fixed(NOW))
                                        .give("ada", Role.USER, DAY)));
            }
        }
        var stored = new Tokens(SigningKey.stored(home).orElseThrow(), InstantSource.fixed(NOW));
        for (var token : made) {
            assertThat(stored.check(token.get())).isInstanceOf(AuthVerdict.Allowed.class);
        }
        var permissions = Files.getPosixFilePermissions(SigningKey.file(home));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void aDamagedSecretIsNotUsed() throws Exception {
        Files.writeString(SigningKey.file(home), "short");

        assertThatThrownBy(() -> SigningKey.storedOrMade(home, new SecureRandom()))
                .hasMessageContaining("secret.key");
    }
}
