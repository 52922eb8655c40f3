package dev.understudy.chat;

/**
 * A picture in a user's message.
 *
 * @param mediaType such as {@code image/png}
 * @param base64 the bytes, in base64 without a {@code data:} prefix
 */
public record Image(String mediaType, String base64) {}
