package dev.understudy.web;

/** Where users see notices; every notice stands in the {@code understudy} object besides. */
public enum NoticeChannel {
    /** {@link #STATUS} for Open WebUI, {@link #INLINE} for everybody else. */
    AUTO,
    /** Events for Open WebUI's status line; never part of the conversation. */
    STATUS,
    /** Paragraphs in the answer, marked so that they can be taken out of the history. */
    INLINE,
    /** Their titles in the header {@code X-Understudy-Notice}. */
    HEADER,
    /** Nowhere. */
    OFF
}
