package dev.understudy.data.offline;

/** Ends the evaluation of an expression that has no value here. Never leaves this package. */
final class NoValue extends Exception {
    private static final long serialVersionUID = 1L;

    NoValue(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
