package dev.understudy.time;

/**
 * A source of elapsed time: nanoseconds since a fixed but arbitrary moment, never going back. For
 * deadlines, delays and cool-downs; for dates use {@link java.time.InstantSource}. Thread-safe.
 */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since this ticker's arbitrary start. Only differences mean anything. */
    long nanos();
}
