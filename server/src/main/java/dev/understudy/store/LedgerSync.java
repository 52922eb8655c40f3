package dev.understudy.store;

/** What a power cut may cost. The end of the process, however rude, never costs anything. */
public enum LedgerSync {
    /** Commits reach the disk within 100 ms; a power cut loses what is younger. */
    NORMAL,
    /** Each commit reaches the disk before it is answered. */
    FULL
}
