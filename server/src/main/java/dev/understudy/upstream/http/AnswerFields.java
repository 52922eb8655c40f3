package dev.understudy.upstream.http;

import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of an answer field by field, without a tree: there is one object for each token.
 * Thread-safe.
 */
public final class AnswerFields {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * No call uses more tokens; a greater count is a mistake of the server, and sums of it would
     * overflow.
     */
    private static final long MOST_TOKENS = 1_000_000_000;

    private AnswerFields() {}

    /**
     * Reads one object and nothing behind it.
     *
     * @param fields reads the fields, up to the end of the object
     * @return false where it is no such object, or {@code fields} required what is not so
     */
    public static boolean readObject(
            char[] chars, int from, int length, Consumer<JsonParser> fields) {
        try (var in = JSON.createParser(ObjectReadContext.empty(), chars, from, length)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            fields.accept(in);
            return in.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }

    /** A text; null is an empty one. Anything else ends the reading. */
    public static String string(JsonParser in, JsonToken value) {
        if (value == JsonToken.VALUE_NULL) {
            return "";
        }
        require(in, value == JsonToken.VALUE_STRING);
        return in.getString();
    }

    /** A count of tokens; -1 where it cannot be one. */
    public static long tokens(JsonParser in, JsonToken value) {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            long tokens = in.getLongValue();
            return tokens >= 0 && tokens <= MOST_TOKENS ? tokens : -1;
        }
        in.skipChildren();
        return -1;
    }

    /** Ends the reading unless it is so. */
    public static void require(JsonParser in, boolean asItShouldBe) {
        if (!asItShouldBe) {
            throw new StreamReadException(in, "not of the protocol");
        }
    }
}
