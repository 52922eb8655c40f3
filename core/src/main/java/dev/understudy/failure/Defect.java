package dev.understudy.failure;

/** How an answer was broken, although the upstream said 200. */
public enum Defect {
    /** A line that is not JSON, or not of the protocol. */
    BAD_LINE,
    /** The connection ended in order, the answer did not. */
    NO_END,
    /** A finished answer without any text; thinking alone is no answer. */
    EMPTY,
    /** An error line in the middle of the stream. */
    ERROR_LINE,
    /** A line or an answer longer than we take. */
    TOO_LARGE
}
