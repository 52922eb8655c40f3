package dev.understudy.alert;

import java.time.Instant;

/**
 * An alert that is told now.
 *
 * @param since when the change happened; earlier than now where the alert was held back
 * @param heldBack how many changes of the same thing were not told since the last alert about it
 */
public record ToldAlert(Alert alert, Instant since, long heldBack) {
    /** What it says. */
    public AlertText text() {
        return AlertText.of(alert);
    }
}
