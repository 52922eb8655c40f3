package dev.understudy.gateway;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the queries that run, in all and for each user, and refuses one more than allowed.
 * Thread-safe.
 */
final class QueryPlaces {
    private final int most;
    private final int mostPerUser;
    private final Map<String, Integer> byUser = new HashMap<>();
    private int running;

    /**
     * @param mostPerUser 0 = no bound
     */
    QueryPlaces(int most, int mostPerUser) {
        this.most = most;
        this.mostPerUser = mostPerUser;
    }

    synchronized boolean enter(String user) {
        int ofUser = byUser.getOrDefault(user, 0);
        if (running >= most || (mostPerUser > 0 && ofUser >= mostPerUser)) {
            return false;
        }
        running++;
        byUser.put(user, ofUser + 1);
        return true;
    }

    synchronized void leave(String user) {
        running--;
        byUser.computeIfPresent(user, (_, ofUser) -> ofUser == 1 ? null : ofUser - 1);
    }

    synchronized int running() {
        return running;
    }
}
