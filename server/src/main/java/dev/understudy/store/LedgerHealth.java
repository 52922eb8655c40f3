package dev.understudy.store;

/** Whether the ledger can count now. */
public sealed interface LedgerHealth {
    /** All is written as it comes. */
    record Usable() implements LedgerHealth {}

    /**
     * Nothing can be written; metered attempts are refused. It is tried again by itself.
     *
     * @param reason what is wrong, where, and what to do, for the operator
     */
    record Unusable(String reason) implements LedgerHealth {}
}
