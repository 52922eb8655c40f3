package dev.understudy.mail;

/** What became of one try to send a mail. */
public sealed interface SendOutcome {
    /** The mail server has taken it, for all who were to get it or for some. */
    record Sent() implements SendOutcome {}

    /**
     * It was not taken.
     *
     * @param reason class and status, without any text of the mail server
     * @param forGood whether the same mail would fail again until somebody changes something
     */
    record Failed(String reason, boolean forGood) implements SendOutcome {}
}
