package dev.understudy.data.source.jdbc;

import java.util.List;

/**
 * What a login can do other than read.
 *
 * @param found in words, to follow "it"; empty for one that can only read
 * @param remedy the statements that make a login which can only read
 */
record WriteRights(List<String> found, String remedy) {
    /** Enough to see what is wrong; the statements mend all of it. */
    private static final int MOST_NAMED = 6;

    WriteRights {
        found = List.copyOf(found);
    }

    boolean none() {
        return found.isEmpty();
    }

    /** For the operator: what it can do, and what to do about it. */
    String described() {
        var named = String.join("; it ", found.subList(0, Math.min(MOST_NAMED, found.size())));
        var more =
                found.size() > MOST_NAMED
                        ? "; and %d more".formatted(found.size() - MOST_NAMED)
                        : "";
        return "the login can do more than read: it %s%s. Use one that can only read: %s"
                .formatted(named, more, remedy);
    }
}
