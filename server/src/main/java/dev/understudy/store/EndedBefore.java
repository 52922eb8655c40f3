package dev.understudy.store;

/** A reservation was to be ended a second time: a mistake of the caller; nothing was changed. */
final class EndedBefore extends IllegalStateException {
    private static final long serialVersionUID = 1;

    EndedBefore(long reservation) {
        super("reservation %d was ended before".formatted(reservation));
    }
}
