package dev.understudy.web.idempotency;

/** What a request with an idempotency key is given. */
public sealed interface Entrance {
    /**
     * An answer to hear.
     *
     * @param replayed whether it had ended before this request came
     */
    record Entered(SharedClient client, boolean replayed) implements Entrance {}

    /** Nothing: its key belongs to a request with another body. */
    record OtherBody() implements Entrance {}

    /** Nothing now: too many clients hear this answer already. */
    record Crowded() implements Entrance {}
}
