package dev.understudy.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path home;
    private RevocationFile file;

    @BeforeEach
    void open() {
        file = RevocationFile.beside(home.resolve("keys.json"));
    }

    private void revoke(String user, Instant at) {
        file.add(new Revocation(user, at, at.plus(DAY)));
    }

    private static Tokens tokens(Instant at, Revocations revocations) {
        return new Tokens(SigningKey.of(TokenAttacks.SECRET), InstantSource.fixed(at), revocations);
    }

    @Test
    void tokensOfThatUserFromBeforeAreRefusedAndNoOthers() {
        var revocations = new WatchedRevocations(file);
        var ada = tokens(NOW, revocations).give("ada", Role.ADMIN, DAY);
        var eve = tokens(NOW, revocations).give("eve", Role.USER, DAY);
        revoke(" ADA ", NOW.plusSeconds(60));
        var later = tokens(NOW.plusSeconds(120), revocations);
        assertThat(later.check(ada)).isInstanceOf(AuthVerdict.Allowed.class);

        revocations.look();

        assertThat(later.check(ada)).isEqualTo(new AuthVerdict.Revoked());
        assertThat(later.check(eve)).isInstanceOf(AuthVerdict.Allowed.class);
        assertThat(later.check(later.give("ada", Role.ADMIN, DAY)))
                .isInstanceOf(AuthVerdict.Allowed.class);
        assertThat(tokens(NOW.plusSeconds(120), new WatchedRevocations(file)).check(ada))
                .as("after a restart")
                .isEqualTo(new AuthVerdict.Revoked());
    }

    @Test
    void whatWasRevokedStaysSoWhenTheFileIsGoneOrDamaged() throws IOException {
        revoke("ada", NOW);
        var revocations = new WatchedRevocations(file);

        Files.writeString(file.path(), "{");
        revocations.look();
        assertThat(revocations.revoked("ada", NOW.minusSeconds(1))).isTrue();
        Files.delete(file.path());
        revocations.look();
        assertThat(revocations.revoked("ada", NOW.minusSeconds(1))).isTrue();
        assertThat(revocations.revoked("ada", NOW)).isFalse();
    }

    @Test
    void aRevocationIsForgottenWhenItsTokensHaveExpired() {
        revoke("ada", NOW);
        revoke("eve", NOW.plus(DAY));
        assertThat(file.read()).extracting(Revocation::user).containsExactly("ada", "eve");

        revoke("eve", NOW.plus(DAY).plusSeconds(1));

        assertThat(file.read())
                .containsExactly(
                        new Revocation(
                                "eve",
                                NOW.plus(DAY).plusSeconds(1),
                                NOW.plus(DAY).plusSeconds(1).plus(DAY)));
    }

    @Test
    void onlyItsOwnerMayReadTheFileAndADamagedOneIsNamed() throws IOException {
        revoke("ada", NOW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");

        Files.writeString(file.path(), "{\"version\":1,\"revoked\":[{\"user\":\"ada\"}]}");
        assertThatThrownBy(() -> new WatchedRevocations(file))
                .isInstanceOf(RevocationFileException.class)
                .hasMessageContaining("revoked-tokens.json")
                .hasMessageContaining("entry 1");
    }

    @Test
    void aNameThatIsNobodysIsRefused() {
        for (var name : new String[] {"", "  ", "a\nb", "x".repeat(257)}) {
            assertThatThrownBy(() -> revoke(name, NOW))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
