package dev.understudy.web.http;

import dev.understudy.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who holds a connection, and who has to give one up. While all are held, a new one takes the place
 * of the one that has waited longest with nothing under way, first among those that never sent a
 * request: so a crowd that only holds connections open keeps nobody out. Thread-safe; closes none
 * while it holds its lock.
 */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** A crowd is one event, however many come. */
    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);

    private final ConnectionLimits limits;
    private final Ticker ticker;

    /** Those whose first request is awaited, longest first. */
    private final Set<Seat> strangers = new LinkedHashSet<>();

    /** Those whose next request is awaited, longest first. */
    private final Set<Seat> waiting = new LinkedHashSet<>();

    private final Map<String, Integer> byAddress = new HashMap<>();
    private int held;
    private @Nullable Long toldAt;

    Connections(ConnectionLimits limits, Ticker ticker) {
        this.limits = limits;
        this.ticker = ticker;
    }

    /** One connection that is held. Thread-safe. */
    final class Seat {
        private final String address;
        private final Runnable close;
        private long since;
        private int underWay;
        private boolean left;

        private Seat(String address, Runnable close) {
            this.address = address;
            this.close = close;
        }

        /** A request's head is there. */
        void began() {
            synchronized (Connections.this) {
                underWay++;
                strangers.remove(this);
                waiting.remove(this);
            }
        }

        /** The reply to it has ended. */
        void ended() {
            synchronized (Connections.this) {
                underWay--;
                if (underWay == 0 && !left) {
                    since = ticker.nanos();
                    waiting.add(this);
                }
            }
        }

        /** The connection is closed, or about to be. */
        void left() {
            synchronized (Connections.this) {
                if (left) {
                    return;
                }
                left = true;
                held--;
                byAddress.computeIfPresent(address, (_, n) -> n == 1 ? null : n - 1);
                strangers.remove(this);
                waiting.remove(this);
            }
        }
    }

    /**
     * A place for a connection; empty where it has to be closed.
     *
     * @param close may be called once, from any thread
     */
    Optional<Seat> enter(String address, Runnable close) {
        var seat = new Seat(address, close);
        var gone = new ArrayList<Seat>(1);
        boolean entered;
        synchronized (this) {
            entered = makeRoom(address, gone);
            if (entered) {
                held++;
                byAddress.merge(address, 1, Integer::sum);
                seat.since = ticker.nanos();
                strangers.add(seat);
            }
        }
        gone.forEach(it -> it.close.run());
        return entered ? Optional.of(seat) : Optional.empty();
    }

    private boolean makeRoom(String address, List<Seat> gone) {
        int ofOne = limits.mostOfOneAddress();
        if (ofOne > 0 && byAddress.getOrDefault(address, 0) >= ofOne) {
            tell(
                    "{} connections of {} are open (MAX_CONNECTIONS_PER_ADDRESS); further ones are closed",
                    ofOne,
                    address);
            return false;
        }
        if (held < limits.most()) {
            return true;
        }
        tell(
                "All {} connections are taken (MAX_CONNECTIONS), the last by {}; those that wait longest are closed",
                limits.most(),
                address);
        var idle = strangers.isEmpty() ? waiting : strangers;
        if (idle.isEmpty()) {
            return false;
        }
        var longest = idle.iterator().next();
        longest.left();
        gone.add(longest);
        return true;
    }

    private void tell(String message, Object... values) {
        long now = ticker.nanos();
        if (toldAt == null || now - toldAt > TOLD_EVERY.toNanos()) {
            toldAt = now;
            LOG.warn(message, values);
        }
    }

    /** Closes those whose request has not come in time. */
    void closeOverdue() {
        var gone = new ArrayList<Seat>();
        synchronized (this) {
            takeOverdue(strangers, limits.firstRequest(), gone);
            takeOverdue(waiting, limits.nextRequest(), gone);
        }
        gone.forEach(it -> it.close.run());
    }

    private void takeOverdue(Set<Seat> seats, Duration limit, List<Seat> gone) {
        long now = ticker.nanos();
        for (var seat : List.copyOf(seats)) {
            if (now - seat.since <= limit.toNanos()) {
                return;
            }
            seat.left();
            gone.add(seat);
        }
    }

    synchronized int held() {
        return held;
    }
}
