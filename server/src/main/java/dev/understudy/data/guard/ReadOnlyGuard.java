package dev.understudy.data.guard;

import dev.understudy.data.catalogue.Catalogue;
import java.util.List;

/**
 * Decides whether a statement may run on a source: one statement, that only reads, made of parts
 * that are all on a list. What is not known is refused. Pure; thread-safe.
 */
public final class ReadOnlyGuard {
    private ReadOnlyGuard() {}

    /** Judges {@code sql}, which may be anything at all, for the source that has this catalogue. */
    public static GuardVerdict check(String sql, Catalogue catalogue) {
        return new GuardVerdict.Refused(GuardRule.UNREADABLE, "nothing is allowed yet", List.of());
    }
}
