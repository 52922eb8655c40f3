package dev.understudy.auth.jwt;

import dev.understudy.auth.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The revocations of tokens, in a file beside that of the keys. A running server notices its
 * changes. Thread-safe, over processes too; blocks.
 */
public final class RevocationFile {
    /** A revocation is forgotten when its tokens have expired: nobody revokes so many in a day. */
    static final int MOST_REVOCATIONS = 10_000;

    /** A revocation has some 150 bytes. */
    private static final long MOST_BYTES = 4_194_304;

    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final OwnerOnlyFile file;

    private RevocationFile(OwnerOnlyFile file) {
        this.file = file;
    }

    /** The file beside that of the keys; neither need exist yet. */
    public static RevocationFile beside(Path keys) {
        return new RevocationFile(new OwnerOnlyFile(keys.resolveSibling("revoked-tokens.json")));
    }

    public Path path() {
        return file.path();
    }

    /**
     * All revocations; none where there is no file.
     *
     * @throws RevocationFileException where the file is damaged or cannot be read
     */
    public List<Revocation> read() {
        try {
            if (Files.size(path()) > MOST_BYTES) {
                throw damaged("it is larger than %d bytes".formatted(MOST_BYTES));
            }
            return parsed(Files.readString(path()));
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new RevocationFileException(
                    "the revoked tokens in %s cannot be read (%s): let this user read the file"
                            .formatted(path(), e),
                    e);
        }
    }

    /**
     * Adds a revocation in place of an older one of the same user, and forgets those whose tokens
     * have all expired.
     *
     * @throws RevocationFileException where the file cannot be changed, or holds too many
     */
    public void add(Revocation added) {
        try {
            file.alone(() -> {
                var all = new ArrayList<>(read());
                all.removeIf(it ->
                        it.user().equals(added.user()) || it.until().isBefore(added.before()));
                if (all.size() >= MOST_REVOCATIONS) {
                    throw new RevocationFileException(
                            "the tokens of %d users are revoked already, and no more are kept: change SECRET_KEY to end all tokens at once"
                                    .formatted(all.size()));
                }
                all.add(added);
                file.replace(text(all).getBytes(StandardCharsets.UTF_8));
                return all.size();
            });
        } catch (IOException e) {
            throw new RevocationFileException(
                    "the revoked tokens in %s cannot be changed (%s): let this user write to its folder"
                            .formatted(path(), e),
                    e);
        }
    }

    private static String text(List<Revocation> all) {
        var json = JsonNodeFactory.instance.objectNode().put("version", VERSION);
        var array = json.putArray("revoked");
        for (var one : all) {
            array.addObject()
                    .put("user", one.user())
                    .put("before", one.before().toString())
                    .put("until", one.until().toString());
        }
        return json.toPrettyString() + "\n";
    }

    private List<Revocation> parsed(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JacksonException _) {
            throw damaged("it is no JSON");
        }
        var array = json.path("revoked");
        if (json.path("version").asInt(0) != VERSION || !array.isArray()) {
            throw damaged("it is no file of revoked tokens of version " + VERSION);
        }
        if (array.size() > MOST_REVOCATIONS) {
            throw damaged("it holds more than %d".formatted(MOST_REVOCATIONS));
        }
        var all = new ArrayList<Revocation>();
        for (var one : array) {
            all.add(revocation(one, all.size()));
        }
        return List.copyOf(all);
    }

    private Revocation revocation(JsonNode json, int index) {
        try {
            return new Revocation(
                    json.path("user").asString(""),
                    Instant.parse(json.path("before").asString("")),
                    Instant.parse(json.path("until").asString("")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw damaged("entry %d: %s".formatted(index + 1, e.getMessage()));
        }
    }

    private RevocationFileException damaged(String reason) {
        return new RevocationFileException(
                "the revoked tokens in %s are damaged (%s): restore the file from a backup, or remove it and change SECRET_KEY, which ends all tokens"
                        .formatted(path(), reason));
    }
}
