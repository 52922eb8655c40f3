package dev.understudy.mcp;

import java.util.HashMap;
import java.util.Map;

/** Uses of tools that run at once: so many in all, and of each user a share. Thread-safe. */
final class Places {
    /**
     * Statements wait for their turn at each source; questions have a bound of their own
     * (MAX_CONCURRENT_QUERIES).
     */
    static final int IN_ALL = 256;

    /** What the sessions of one client may do at once, and what one person can follow. */
    static final int OF_ONE_USER = 16;

    /** Of somebody who asks for others too, as a front end does: half of all. */
    static final int OF_ONE_FRONT_END = IN_ALL / 2;

    private final Map<String, Integer> byUser = new HashMap<>();
    private int taken;

    /** Whether there was one for this user. */
    synchronized boolean take(McpUser user) {
        int its = byUser.getOrDefault(user.name(), 0);
        if (taken >= IN_ALL || its >= (user.forOthers() ? OF_ONE_FRONT_END : OF_ONE_USER)) {
            return false;
        }
        byUser.put(user.name(), its + 1);
        taken++;
        return true;
    }

    /** Gives back one that was taken. */
    synchronized void giveBack(McpUser user) {
        byUser.computeIfPresent(user.name(), (_, its) -> its == 1 ? null : its - 1);
        taken--;
    }
}
