package dev.understudy.web.http;

import java.util.HashMap;
import java.util.Map;

/**
 * The memory that requests' bodies may take together, of all connections. A body is counted as it
 * comes, and until the reply to it has ended: what was parsed of it lives as long. Thread-safe.
 */
public final class BodyRoom {
    /**
     * Up to here a body is small: a question with a long history. Small ones have some room to
     * themselves, so that they get through while large ones wait.
     */
    static final int SMALL_BYTES = 64 * 1024;

    /** One part in so many is for small bodies. */
    private static final int KEPT_FOR_SMALL = 8;

    /** Reading, parsing and sending on each want memory of about the same size. */
    private static final int PART_OF_THE_HEAP = 4;

    private final long most;
    private final Map<Object, Long> byHolder = new HashMap<>();
    private long taken;

    /**
     * @param most bytes
     */
    public BodyRoom(long most) {
        this.most = most;
    }

    /** A quarter of the memory that this process may use ({@code -Xmx}). */
    public static BodyRoom ofHeap() {
        return new BodyRoom(Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP);
    }

    /** Whether there was room for so many bytes more; else nothing has changed. */
    synchronized boolean take(Object holder, int bytes) {
        long its = byHolder.getOrDefault(holder, 0L) + bytes;
        long limit = its <= SMALL_BYTES ? most : most - most / KEPT_FOR_SMALL;
        if (taken + bytes > limit) {
            return false;
        }
        taken += bytes;
        byHolder.put(holder, its);
        return true;
    }

    /** All that it took; does nothing where that is nothing. */
    synchronized void giveBack(Object holder) {
        var its = byHolder.remove(holder);
        taken -= its == null ? 0 : its;
    }

    /** Bytes that are taken now. */
    public synchronized long taken() {
        return taken;
    }
}
