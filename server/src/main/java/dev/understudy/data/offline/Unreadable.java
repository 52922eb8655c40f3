package dev.understudy.data.offline;

/** Ends the reading of a text that is no expression. Never leaves this package. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String found;

    Unreadable(String found, String reason) {
        super(reason, null, false, false);
        this.found = found;
    }

    /** The word or sign at which reading stopped; empty at the end of the text. */
    String found() {
        return found;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
