package dev.understudy.notice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers which conversation was told what, so that each change is told once. It keeps the most
 * recently used conversations up to its capacity; one that was forgotten may be told once more.
 * Thread-safe.
 */
public final class NoticeOnce {
    private final Map<String, Told> told;

    /** More than one, for a clock that is set back into an earlier window. */
    private static final int WINDOWS_REMEMBERED = 4;

    /**
     * What a conversation was told last: the fallback in which outage, the spent quota of which
     * windows.
     */
    private record Told(long outage, boolean ofFallback, List<String> spentWindows) {
        private static final Told NOTHING = new Told(-1, false, List.of());

        Told alsoSpent(String window) {
            var windows = new ArrayList<>(spentWindows);
            windows.add(window);
            int from = Math.max(0, windows.size() - WINDOWS_REMEMBERED);
            return new Told(outage, ofFallback, List.copyOf(windows.subList(from, windows.size())));
        }
    }

    /**
     * @param capacity conversations to remember; at least 1
     */
    public NoticeOnce(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, got " + capacity);
        }
        this.told =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
                        return size() > capacity;
                    }
                };
    }

    /** A conversation begins anew: what one of the same name was told before does not count. */
    public synchronized void begin(String conversation) {
        told.remove(conversation);
    }

    /** Whether to tell it now that a fallback answers: once per outage. */
    public synchronized boolean tellFallback(String conversation, long outage) {
        var before = told.getOrDefault(conversation, Told.NOTHING);
        if (before.ofFallback() && before.outage() == outage) {
            return false;
        }
        told.put(conversation, new Told(outage, true, before.spentWindows()));
        return true;
    }

    /**
     * Whether to tell it now that the primary answers again: once, and only if told of the
     * fallback.
     */
    public synchronized boolean tellRestored(String conversation) {
        var before = told.get(conversation);
        if (before == null || !before.ofFallback()) {
            return false;
        }
        told.put(conversation, new Told(before.outage(), false, before.spentWindows()));
        return true;
    }

    /** Whether to tell it now that the quota is spent and others go on: once per window. */
    public synchronized boolean tellSpent(String conversation, String window) {
        var before = told.getOrDefault(conversation, Told.NOTHING);
        if (before.spentWindows().contains(window)) {
            return false;
        }
        told.put(conversation, before.alsoSpent(window));
        return true;
    }
}
