package dev.understudy.chat;

/** Who speaks in a message. OpenAI's {@code developer} is read as {@link #SYSTEM}. */
public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL
}
