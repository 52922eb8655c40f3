package dev.understudy.quota;

/** What came of the wish to change a limit. */
public sealed interface LimitChanged {
    /** It holds from now on until the window ends, in every process that shares the ledger. */
    record Done(long before, LimitStatus now) implements LimitChanged {}

    /** No such limit is configured, so there is nothing to change. */
    record NoSuchLimit(LimitName limit) implements LimitChanged {}

    /** With the grant it would be larger than any limit may be; it stays as it is. */
    record TooLarge(LimitName limit, long before) implements LimitChanged {}
}
