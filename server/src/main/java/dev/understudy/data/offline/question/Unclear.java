package dev.understudy.data.offline.question;

/** A reading has no meaning, or more than one; the message is for people. Never leaves here. */
final class Unclear extends Exception {
    private static final long serialVersionUID = 1;

    Unclear(String message) {
        super(message, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
