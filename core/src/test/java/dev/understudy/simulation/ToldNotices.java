package dev.understudy.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the conversations of a schedule were told, held against the rules in the plainest words. */
final class ToldNotices {
    /**
     * The outage in which each conversation was told of the fallback; none once told of the return.
     */
    private final Map<String, Long> onFallback = new HashMap<>();

    private final Set<String> warned = new HashSet<>();

    /** Empty, or what is wrong with telling this conversation of the fallback now. */
    String fallback(String conversation, long outage) {
        Long before = onFallback.put(conversation, outage);
        return before == null || before != outage
                ? ""
                : "%s was told twice of the fallback in outage %d".formatted(conversation, outage);
    }

    String restored(String conversation) {
        return onFallback.remove(conversation) != null
                ? ""
                : conversation + " was told of a return without having been told of the fallback";
    }

    String warned(String user, String window) {
        return warned.add(user + "#" + window) ? "" : user + " was warned twice in " + window;
    }
}
