package dev.understudy.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.Caller;
import dev.understudy.auth.Role;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir Path root;
    private Path home;
    private KeyFile file;

    @BeforeEach
    void choose() {
        home = root.resolve("home"); // not there yet
        file = KeyFile.in(home);
    }

    private static NewKey made(String name) {
        return NewKey.make(name, Role.USER, OptionalLong.empty(), NOW, new SecureRandom());
    }

    private String add(String name) {
        var made = made(name);
        file.add(made.stored());
        return made.key();
    }

    @Test
    void aKeyComesBackWithAllThatIsKnownOfIt() {
        var made = NewKey.make("batch", Role.ADMIN, OptionalLong.of(50), NOW, new SecureRandom());
        file.add(made.stored());
        add("ada");

        assertThat(file.read()).hasSize(2).first().isEqualTo(made.stored());
        assertThat(new ApiKeys(file.read().stream().map(ApiKey::of).toList()).check(made.key()))
                .isEqualTo(
                        new AuthVerdict.Allowed(
                                Caller.byKey("batch", Role.ADMIN, OptionalLong.of(50))));
    }

    @Test
    void theKeyItselfIsNowhereInTheFileAndOnlyTheOwnerMayReadIt() throws IOException {
        var key = add("ada");

        var text = Files.readString(file.path());
        assertThat(key).startsWith("us-").hasSize(46);
        assertThat(text)
                .doesNotContain(key.substring(3, key.length() - 4))
                .contains("\"ending\" : \"" + key.substring(key.length() - 4) + "\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(made("ada").toString()).isEqualTo("NewKey[ada]");
    }

    @Test
    void aRevokedKeyIsGoneAndItsFileStays() {
        add("ada");

        assertThat(file.revoke("ada")).isZero();

        assertThat(file.read()).isEmpty();
        assertThat(file.exists()).isTrue();
        assertThatThrownBy(() -> file.revoke("ada")).hasMessageContaining("no key named ada");
    }

    @Test
    void aNameIsTakenOnce() {
        add("ada");

        assertThatThrownBy(() -> add("ada")).hasMessageContaining("a key named ada already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-x", "a b", "ä", "a\n", "open-webui", "operator", "anybody"})
    void aNameThatCannotBeOneIsRefused(String name) {
        assertThatThrownBy(() -> made(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFileHoldsNoMoreThanItsBound() {
        var many = new ArrayList<KeyRecord>();
        for (int i = 0; i < KeyFile.MOST_KEYS; i++) {
            many.add(made("k" + i).stored());
        }
        write(KeyFileJson.write(many));

        assertThatThrownBy(() -> add("one-more")).hasMessageContaining("revoke some");
    }

    private void write(String text) {
        try {
            Files.createDirectories(home);
            Files.writeString(file.path(), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                                                                | no JSON object
                    {"version":1,"keys":[                                             | no JSON
                    []                                                                | no JSON object
                    {"version":2,"keys":[]}                                           | version 1
                    {"version":1}                                                     | version 1
                    {"version":1,"keys":[{}]}                                         | key 1: its role
                    {"version":1,"keys":[{"name":"a","role":"root"}]}                 | key 1: its role
                    {"version":1,"keys":[{"name":"a","role":"user","sha256":"00"}]}   | key 1:
                    """)
    void aDamagedFileSaysWhereAndWhatToDo(String text, String reason) {
        write(text);

        assertThatThrownBy(file::read)
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(file.path().toString())
                .hasMessageContaining("restore");
        assertThatThrownBy(() -> add("ada")).isInstanceOf(KeyFileException.class);
        assertThat(home.resolve("keys.json")).hasContent(text);
    }

    @Test
    void manyWritersAtOnceLoseNothing() throws Exception {
        var writers = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                var name = "writer-" + i;
                writers.add(threads.submit(() -> KeyFile.in(home).add(made(name).stored())));
            }
        }
        for (var writer : writers) {
            writer.get();
        }

        assertThat(file.read()).hasSize(20);
        try (var files = Files.list(home)) {
            assertThat(files.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder("keys.json", "keys.json.lock");
        }
    }

    @Test
    void ofALinkTheFileBehindItIsChanged() throws IOException {
        add("ada");
        var elsewhere = root.resolve("shared.json");
        Files.move(file.path(), elsewhere);
        Files.createSymbolicLink(file.path(), elsewhere);

        file.revoke("ada");

        assertThat(file.path()).isSymbolicLink();
        assertThat(Files.readString(elsewhere)).doesNotContain("ada");
    }

    /** The operator, who is root, changes the keys of a server that runs as somebody else. */
    @Test
    void theFileStaysItsOwners() throws IOException {
        add("ada");
        var other =
                file.path()
                        .getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName("nobody");
        try {
            Files.setOwner(file.path(), other);
        } catch (FileSystemException _) {
            Assumptions.abort("only root can give files to others");
        }

        add("grace");

        assertThat(Files.getOwner(file.path())).isEqualTo(other);
        assertThat(file.read()).hasSize(2);
    }

    @Test
    void aFileThatSaysSomethingTwiceIsDamaged() {
        add("ada");
        write("{\"version\":1,\"keys\":[],\"keys\":[]}");

        assertThatThrownBy(() -> file.read()).isInstanceOf(KeyFileException.class);
    }
}
