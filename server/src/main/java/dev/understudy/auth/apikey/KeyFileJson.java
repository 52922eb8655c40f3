package dev.understudy.auth.apikey;

import static java.util.Objects.requireNonNull;

import dev.understudy.auth.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The content of {@code keys.json}: written by us, and believed only where it is whole. */
final class KeyFileJson {
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .build();

    /** Not a file of keys; the message says where it is wrong. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return requireNonNull(super.getMessage());
        }
    }

    private KeyFileJson() {}

    static String write(List<KeyRecord> keys) {
        var json = JsonNodeFactory.instance.objectNode().put("version", VERSION);
        var array = json.putArray("keys");
        for (var key : keys) {
            var one = array.addObject();
            one.put("name", key.name())
                    .put("role", key.role().wireName())
                    .put("sha256", key.hash())
                    .put("ending", key.ending())
                    .put("created", key.created().toString());
            key.limit().ifPresent(limit -> one.put("limit", limit));
        }
        return json.toPrettyString() + "\n";
    }

    static List<KeyRecord> read(String text) throws MalformedException {
        if (!(parsed(text) instanceof ObjectNode json)) {
            throw new MalformedException("it is no JSON object");
        }
        if (json.path("version").asInt(0) != VERSION || !json.path("keys").isArray()) {
            throw new MalformedException("it is no file of keys of version " + VERSION);
        }
        var keys = new ArrayList<KeyRecord>();
        var names = new HashSet<String>();
        for (var one : json.path("keys")) {
            var key = record(one, keys.size());
            if (!names.add(key.name())) {
                throw new MalformedException("key %s stands twice".formatted(key.name()));
            }
            keys.add(key);
        }
        if (keys.size() > KeyFile.MOST_KEYS) {
            throw new MalformedException("it holds more than %d keys".formatted(KeyFile.MOST_KEYS));
        }
        return List.copyOf(keys);
    }

    private static JsonNode parsed(String text) throws MalformedException {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException _) {
            throw new MalformedException("it is no JSON"); // the reason would quote the file
        }
    }

    private static KeyRecord record(JsonNode json, int index) throws MalformedException {
        try {
            var limit = json.path("limit");
            if (!limit.isMissingNode() && !limit.canConvertToLong()) {
                throw new IllegalArgumentException("its limit is no whole number");
            }
            return new KeyRecord(
                    json.path("name").asString(""),
                    Role.of(json.path("role").asString(""))
                            .orElseThrow(() -> new IllegalArgumentException("its role is none")),
                    json.path("sha256").asString(""),
                    json.path("ending").asString(""),
                    Instant.parse(json.path("created").asString("")),
                    limit.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(limit.asLong()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedException("key %d: %s".formatted(index + 1, e.getMessage()));
        }
    }
}
