package dev.understudy.auth.jwt;

import dev.understudy.auth.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What tokens are signed with. */
public final class SigningKey {
    /**
     * RFC 7518, section 3.2: HS256 wants a key of at least 256 bits. A shorter one can be guessed
     * from any token, by trying, without asking this server.
     */
    public static final int LEAST_CHARACTERS = 32;

    private static final int RANDOM_BYTES = 32;
    private static final long MOST_BYTES = 4_096;

    private final byte[] bytes;

    private SigningKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A configured key.
     *
     * @throws IllegalArgumentException where it is too short
     */
    public static SigningKey of(String secret) {
        if (secret.length() < LEAST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "must have at least %d characters, got %d"
                            .formatted(LEAST_CHARACTERS, secret.length()));
        }
        return new SigningKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Where the home keeps a key that was made for want of a configured one. */
    public static Path file(Path home) {
        return home.resolve("secret.key");
    }

    /**
     * The key of the home, if one was made; blocks.
     *
     * @throws IOException where it is there and cannot be read
     */
    public static Optional<SigningKey> stored(Path home) throws IOException {
        var file = file(home);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is no key of ours: it is too long");
        }
        try {
            return Optional.of(of(Files.readString(file).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException("%s is no key of ours: it %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * The key of the home; one is made where there is none, and processes that start together make
     * one only. Blocks.
     *
     * @param random a secure one
     * @throws IOException where it cannot be read or written
     */
    public static SigningKey storedOrMade(Path home, RandomGenerator random) throws IOException {
        var file = new OwnerOnlyFile(file(home));
        return file.alone(() -> {
            var there = stored(home);
            if (there.isPresent()) {
                return there.get();
            }
            var bytes = new byte[RANDOM_BYTES];
            random.nextBytes(bytes);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            file.replace((text + "\n").getBytes(StandardCharsets.US_ASCII));
            return of(text);
        });
    }

    byte[] bytes() {
        return bytes;
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "SigningKey[***]";
    }
}
