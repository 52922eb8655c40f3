package dev.understudy.web.http;

import java.time.Duration;

/**
 * How many connections are held, and how long one may take to say what it wants.
 *
 * @param most in all
 * @param mostOfOneAddress 0 for no limit of its own: behind a proxy all come from one address
 * @param firstRequest within this time a new connection sends the head of its first request
 * @param nextRequest within this time after a reply, the head of the next one; else it is closed
 */
public record ConnectionLimits(
        int most, int mostOfOneAddress, Duration firstRequest, Duration nextRequest) {
    /**
     * A head is a few packets, so 20 s suffice over any line. Clients that keep connections drop
     * them by themselves after 15 s (Open WebUI) to 90 s (Go): to close one earlier would cost
     * requests that are on their way.
     */
    public static final ConnectionLimits DEFAULT =
            new ConnectionLimits(4_096, 0, Duration.ofSeconds(20), Duration.ofSeconds(120));

    public ConnectionLimits {
        if (most < 1
                || mostOfOneAddress < 0
                || !firstRequest.isPositive()
                || !nextRequest.isPositive()) {
            throw new IllegalArgumentException(
                    "connections and times must be above 0, got %d, %d, %s and %s"
                            .formatted(most, mostOfOneAddress, firstRequest, nextRequest));
        }
    }

    public ConnectionLimits withMost(int inAll, int ofOneAddress) {
        return new ConnectionLimits(inAll, ofOneAddress, firstRequest, nextRequest);
    }

    public ConnectionLimits withTimes(Duration first, Duration next) {
        return new ConnectionLimits(most, mostOfOneAddress, first, next);
    }
}
