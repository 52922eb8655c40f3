package dev.understudy.agent.analysis;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.guard.GuardVerdict;

/** What decides whether a statement may run; {@code ReadOnlyGuard::check}. Thread-safe. */
@FunctionalInterface
public interface SqlGuard {
    GuardVerdict check(String sql, Catalogue catalogue);
}
