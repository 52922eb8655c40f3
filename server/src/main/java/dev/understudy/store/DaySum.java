package dev.understudy.store;

import dev.understudy.usage.UsageCounts;
import java.util.Comparator;

/**
 * What entries of a day came to, which are kept no longer by themselves: an attempt under its own
 * model, user and team and its query's outcome, a query under the model that answered it, its user,
 * team and outcome. An empty name stands for none.
 */
record DaySum(Key key, UsageCounts counts) {
    /** Each name is its own. */
    static final int NAMED = 0;

    /** The user is empty: those of many users that are not told apart. */
    static final int OTHER_USERS = 1;

    /** All names are empty: the whole day. */
    static final int WHOLE_DAY = 2;

    /**
     * What sums are told apart by; in the order in which they are written, so that two who write
     * never wait for each other in a ring.
     *
     * @param windowStart milliseconds since 1970
     * @param others which names are those of many: {@link #NAMED}, {@link #OTHER_USERS} or {@link
     *     #WHOLE_DAY}
     */
    record Key(long windowStart, String model, String user, String team, String outcome, int others)
            implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparingLong(Key::windowStart)
                        .thenComparing(Key::model)
                        .thenComparing(Key::user)
                        .thenComparing(Key::team)
                        .thenComparing(Key::outcome)
                        .thenComparingInt(Key::others);

        /** The same for less names. */
        Key folded(int level) {
            return level == WHOLE_DAY
                    ? new Key(windowStart, "", "", "", "", WHOLE_DAY)
                    : new Key(windowStart, model, "", team, outcome, OTHER_USERS);
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
