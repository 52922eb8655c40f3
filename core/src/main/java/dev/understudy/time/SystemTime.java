package dev.understudy.time;

import java.time.InstantSource;

/**
 * The machine's own clocks. The only place where a clock is read: everything else is handed a
 * {@link Ticker} or an {@link InstantSource}, so that tests and simulations can move time.
 */
public final class SystemTime {
    private SystemTime() {}

    /** Elapsed time of this machine; unaffected by changes of the wall clock. */
    public static Ticker ticker() {
        return System::nanoTime;
    }

    /** The wall clock of this machine, for dates: the quota's window, entries of the ledger. */
    public static InstantSource instants() {
        return InstantSource.system();
    }
}
