package dev.understudy.auth.apikey;

import dev.understudy.auth.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored keys, in one file: {@code keys.json} of the home, unless another is configured. A
 * running server notices its changes. Thread-safe, over processes too; blocks.
 */
public final class KeyFile {
    /** A key for each program and person of a company; all are compared at each request. */
    static final int MOST_KEYS = 1_000;

    /** A record has some 250 bytes. */
    static final long MOST_BYTES = 1_048_576;

    private final OwnerOnlyFile file;

    private KeyFile(OwnerOnlyFile file) {
        this.file = file;
    }

    /** The file of a home; neither need exist yet. */
    public static KeyFile in(Path home) {
        return at(home.resolve("keys.json"));
    }

    /** The file in that place, as {@code KEYS_FILE} names one; it need not exist yet. */
    public static KeyFile at(Path file) {
        return new KeyFile(new OwnerOnlyFile(file));
    }

    public Path path() {
        return file.path();
    }

    /**
     * Whether there is such a file. Where there is one, requests need a key, even if it holds none:
     * who revokes the last key wants nobody in, not everybody.
     */
    public boolean exists() {
        return Files.exists(path());
    }

    /**
     * All stored keys, in the order they were made; none where there is no file.
     *
     * @throws KeyFileException where the file is damaged or cannot be read
     */
    public List<KeyRecord> read() {
        try {
            if (Files.size(path()) > MOST_BYTES) {
                throw damaged("it is larger than %d bytes".formatted(MOST_BYTES));
            }
            return KeyFileJson.read(Files.readString(path()));
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (KeyFileJson.MalformedException e) {
            throw damaged(e.getMessage());
        } catch (IOException e) {
            throw new KeyFileException(
                    "the keys in %s cannot be read (%s): let this user read the file"
                            .formatted(path(), e),
                    e);
        }
    }

    /**
     * Adds a key.
     *
     * @throws KeyFileException where its name is taken, or the file cannot be changed
     */
    public void add(KeyRecord key) {
        change(keys -> {
            if (keys.stream().anyMatch(it -> it.name().equals(key.name()))) {
                throw new KeyFileException(
                        "there is a key named %s already: revoke it, or choose another name"
                                .formatted(key.name()));
            }
            if (keys.size() >= MOST_KEYS) {
                throw new KeyFileException(
                        "there are %d keys already, and no more are kept: revoke some"
                                .formatted(keys.size()));
            }
            keys.add(key);
        });
    }

    /**
     * Removes a key and says how many are left. Its file stays, also without a key in it.
     *
     * @throws KeyFileException where there is no such key, or the file cannot be changed
     */
    public int revoke(String name) {
        return change(keys -> {
            if (!keys.removeIf(it -> it.name().equals(name))) {
                throw new KeyFileException(
                        "there is no key named %s; \"understudy keys list\" names all"
                                .formatted(name));
            }
        });
    }

    @FunctionalInterface
    private interface Change {
        void to(List<KeyRecord> keys);
    }

    private int change(Change change) {
        try {
            return file.alone(() -> {
                var keys = new ArrayList<>(read());
                change.to(keys);
                file.replace(KeyFileJson.write(keys).getBytes(StandardCharsets.UTF_8));
                return keys.size();
            });
        } catch (IOException e) {
            throw new KeyFileException(
                    "the keys in %s cannot be changed (%s): let this user write to its folder"
                            .formatted(path(), e),
                    e);
        }
    }

    private KeyFileException damaged(String reason) {
        return new KeyFileException(
                "the keys in %s are damaged (%s): restore the file from a backup, or move it away and make new keys"
                        .formatted(path(), reason));
    }
}
