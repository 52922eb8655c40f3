package dev.understudy.agent.supervisor;

/** What the rules make of a question. */
enum Verdict {
    /** Certainly one for the sources. */
    DATA,
    /** Certainly not. */
    GENERAL,
    /** Somebody must read it who understands language. */
    UNCERTAIN
}
