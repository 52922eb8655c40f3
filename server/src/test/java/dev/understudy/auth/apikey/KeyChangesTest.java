package dev.understudy.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.Role;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyChangesTest {
    private static KeyRecord key(String name, Role role) {
        return NewKey.make(
                        name,
                        role,
                        OptionalLong.empty(),
                        Instant.parse("2026-11-26T12:00:00Z"),
                        new SecureRandom())
                .stored();
    }

    @Test
    void whatWasMadeAndRevokedIsNamedWithItsRole() {
        var ada = key("ada", Role.USER);
        var bot = key("bot", Role.TRUSTED_FRONT_END);
        assertThat(KeyChanges.between(List.of(), List.of(ada))).isEqualTo("made ada (user)");
        assertThat(KeyChanges.between(List.of(ada), List.of(bot)))
                .isEqualTo("revoked ada (user); made bot (trusted-front-end)");
        assertThat(KeyChanges.between(List.of(ada, bot), List.of(bot)))
                .isEqualTo("revoked ada (user)");
        assertThat(KeyChanges.between(List.of(ada), List.of(ada)))
                .isEqualTo("the same keys as before");
    }

    @Test
    void aKeyThatWasMadeAnewUnderItsNameIsNamedTwice() {
        assertThat(
                        KeyChanges.between(
                                List.of(key("ada", Role.USER)), List.of(key("ada", Role.ADMIN))))
                .isEqualTo("revoked ada (user); made ada (admin)");
    }

    @Test
    void ofManyTheFirstAreNamedAndTheOthersCounted() {
        var many = IntStream.range(0, 25).mapToObj(i -> key("key-" + i, Role.USER)).toList();
        assertThat(KeyChanges.between(List.of(), many))
                .contains("key-19 (user)")
                .doesNotContain("key-20")
                .endsWith(" and 5 more");
    }
}
