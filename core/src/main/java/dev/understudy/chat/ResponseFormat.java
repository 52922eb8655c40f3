package dev.understudy.chat;

/** The shape an answer must have. */
public sealed interface ResponseFormat {
    /** No demand. */
    record PlainText() implements ResponseFormat {}

    /** Any JSON value. */
    record AnyJson() implements ResponseFormat {}

    /** JSON that a schema accepts; {@code schema} is the JSON schema as text. */
    record JsonBySchema(String name, String schema) implements ResponseFormat {}
}
