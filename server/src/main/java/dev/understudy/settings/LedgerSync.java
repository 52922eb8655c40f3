package dev.understudy.settings;

import java.util.Locale;

/** How hard the ledger is pressed to the disk. */
public enum LedgerSync {
    /** Survives the death of the process; a power cut may cost the last 100 ms. */
    NORMAL,
    /** Survives a power cut as well. */
    FULL;

    /** As written in a configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
