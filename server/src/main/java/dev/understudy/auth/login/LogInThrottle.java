package dev.understudy.auth.login;

import dev.understudy.time.Ticker;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who tries passwords: each name and each address has so many attempts, which come back
 * with time. An attempt that goes well is given back at once, so that only wrong ones count. It
 * never locks anybody out for good: a lock would be a weapon against the user. Thread-safe.
 */
public final class LogInThrottle {
    /** A person mistypes a few times; then a try a minute makes a day's guesses 1,440. */
    static final Allowance PER_NAME = new Allowance(5, Duration.ofMinutes(1));

    /** Many people may share an address, and all come at nine. */
    static final Allowance PER_ADDRESS = new Allowance(20, Duration.ofSeconds(10));

    /** Names and addresses that are remembered; some hundred bytes each. */
    static final int MOST_REMEMBERED = 10_000;

    /**
     * @param attempts how many there are at first, and at most
     * @param comesBack how long until one more is there
     */
    record Allowance(int attempts, Duration comesBack) {}

    private final Ticker ticker;
    private final Map<String, Bucket> names = remembered();
    private final Map<String, Bucket> addresses = remembered();

    public LogInThrottle(Ticker ticker) {
        this.ticker = ticker;
    }

    private static Map<String, Bucket> remembered() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > MOST_REMEMBERED;
            }
        };
    }

    /** What is left of an allowance, as it was at a moment. */
    private static final class Bucket {
        private final Allowance allowance;
        private double left;
        private long atNanos;

        Bucket(Allowance allowance, long atNanos) {
            this.allowance = allowance;
            this.left = allowance.attempts();
            this.atNanos = atNanos;
        }

        void refill(long nowNanos) {
            double back = (nowNanos - atNanos) / (double) allowance.comesBack().toNanos();
            left = Math.min(allowance.attempts(), left + back);
            atNanos = nowNanos;
        }

        /** Zero where an attempt is left. */
        Duration waitForOne() {
            return left >= 1
                    ? Duration.ZERO
                    : Duration.ofNanos((long) ((1 - left) * allowance.comesBack().toNanos()));
        }
    }

    /**
     * Takes an attempt from the name and from the address, or neither.
     *
     * @return zero where it may be made; else how long to wait
     */
    public synchronized Duration take(String name, String address) {
        long now = ticker.nanos();
        var ofName = names.computeIfAbsent(name, _ -> new Bucket(PER_NAME, now));
        var ofAddress = addresses.computeIfAbsent(address, _ -> new Bucket(PER_ADDRESS, now));
        ofName.refill(now);
        ofAddress.refill(now);
        var wait = longer(ofName.waitForOne(), ofAddress.waitForOne());
        if (wait.isZero()) {
            ofName.left -= 1;
            ofAddress.left -= 1;
        }
        return wait;
    }

    /**
     * What an address is remembered as: of IPv6 the network, since whoever has one address there
     * has the 2^64 beside it.
     *
     * @param address as a literal; anything else is remembered as it is
     */
    static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, 8) + "::/64"
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Gives an attempt back that was no wrong guess. */
    public synchronized void giveBack(String name, String address) {
        for (var bucket : new Bucket[] {names.get(name), addresses.get(address)}) {
            if (bucket != null) {
                bucket.left = Math.min(bucket.allowance.attempts(), bucket.left + 1);
            }
        }
    }

    synchronized int remembers() {
        return names.size() + addresses.size();
    }
}
