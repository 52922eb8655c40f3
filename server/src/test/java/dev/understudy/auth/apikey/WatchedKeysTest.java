package dev.understudy.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.Role;
import dev.understudy.quota.KeyLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedKeysTest {
    @TempDir Path home;
    private KeyFile file;

    @BeforeEach
    void choose() {
        file = KeyFile.in(home);
    }

    private String add(String name) {
        return add(name, OptionalLong.empty());
    }

    private String add(String name, OptionalLong limit) {
        var made =
                NewKey.make(
                        name,
                        Role.USER,
                        limit,
                        Instant.parse("2026-11-26T12:00:00Z"),
                        new SecureRandom());
        file.add(made.stored());
        return made.key();
    }

    private static boolean allowed(WatchedKeys keys, String key) {
        return keys.check(key) instanceof AuthVerdict.Allowed;
    }

    @Test
    void aNewKeyIsGoodAndARevokedOneBadFromTheNextLookOn() {
        var keys = new WatchedKeys(file, ApiKeys.none());
        assertThat(keys.needed()).isFalse();

        var key = add("ada");
        assertThat(allowed(keys, key)).isFalse();
        keys.look();
        assertThat(allowed(keys, key)).isTrue();
        assertThat(keys.needed()).isTrue();

        file.revoke("ada");
        keys.look();
        assertThat(allowed(keys, key)).isFalse();
    }

    @Test
    void aServerThatAskedForKeysDoesNotOpenWhenTheLastOneOrTheFileIsGone() throws IOException {
        add("ada");
        var keys = new WatchedKeys(file, ApiKeys.none());

        file.revoke("ada");
        keys.look();
        assertThat(keys.needed()).isTrue();
        assertThat(keys.any()).isFalse();

        Files.delete(file.path());
        keys.look();
        assertThat(keys.needed()).isTrue();
    }

    @Test
    void aFileWithoutAKeyAsksForKeysAllTheSame() {
        add("ada");
        file.revoke("ada");

        assertThat(new WatchedKeys(file, ApiKeys.none()).needed()).isTrue();
    }

    @Test
    void aDamagedFileLeavesTheKeysOfBeforeAndARepairedOneIsRead() throws IOException {
        var key = add("ada");
        var keys = new WatchedKeys(file, ApiKeys.none());
        var good = Files.readString(file.path());

        Files.writeString(file.path(), "{");
        keys.look();
        assertThat(allowed(keys, key)).isTrue();

        Files.writeString(file.path(), good);
        var another = add("grace");
        keys.look();
        assertThat(allowed(keys, key)).isTrue();
        assertThat(allowed(keys, another)).isTrue();
    }

    @Test
    void aFileThatCouldNotBeReadOnceIsReadAtTheNextLook() throws IOException {
        var key = add("ada");
        var keys = new WatchedKeys(file, ApiKeys.none());
        file.revoke("ada");
        var revoked = Files.readString(file.path());
        var time = Files.getLastModifiedTime(file.path());
        // As long as the right one, so that size and time say nothing.
        Files.writeString(file.path(), "x".repeat(revoked.length()));
        Files.setLastModifiedTime(file.path(), time);
        keys.look();
        assertThat(allowed(keys, key)).as("the keys of before stay").isTrue();

        Files.writeString(file.path(), revoked);
        Files.setLastModifiedTime(file.path(), time);
        keys.look();
        assertThat(allowed(keys, key)).isFalse();
    }

    @Test
    void aDamagedFileStopsTheStart() throws IOException {
        Files.writeString(file.path(), "{");

        assertThatThrownBy(() -> new WatchedKeys(file, ApiKeys.none()))
                .isInstanceOf(KeyFileException.class);
    }

    @Test
    void configuredKeysAreGoodWhateverTheFileSays() {
        var keys = new WatchedKeys(file, new ApiKeys(List.of(ApiKey.of("webui", "s3cret"))));
        add("ada");
        file.revoke("ada");
        keys.look();

        assertThat(allowed(keys, "s3cret")).isTrue();
        assertThat(keys.needed()).isTrue();
    }

    @Test
    void whatKeysMayTakeIsKnownOfThoseThatAreGoodNow() {
        var keys =
                new WatchedKeys(
                        file, new ApiKeys(List.of(ApiKey.of("open-webui", "a secret of it"))));
        assertThat(keys.limits()).isEqualTo(KeyLimits.of(Map.of("open-webui", 0L)));

        add("ada");
        add("nightly", OptionalLong.of(100));
        keys.look();
        assertThat(keys.limits())
                .isEqualTo(KeyLimits.of(Map.of("open-webui", 0L, "ada", 0L, "nightly", 100L)));

        file.revoke("nightly");
        keys.look();
        assertThat(keys.limits()).isEqualTo(KeyLimits.of(Map.of("open-webui", 0L, "ada", 0L)));
    }
}
