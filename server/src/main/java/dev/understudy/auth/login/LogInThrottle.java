package dev.understudy.auth.login;

import dev.understudy.time.Ticker;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Slows down who tries passwords: each address, each name, and each name from one address has so
 * many attempts, which come back with time. An attempt that goes well is given back at once, so
 * that only wrong ones count. It never locks anybody out for good: a lock would be a weapon against
 * the user, and a single address that guesses uses up its own attempts, not those of the user.
 * Thread-safe.
 */
public final class LogInThrottle {
    /** A person mistypes a few times; then a try a minute. */
    static final Allowance PER_NAME_FROM_ONE_ADDRESS = new Allowance(5, Duration.ofMinutes(1));

    /**
     * Guesses from many addresses together: 2,880 a day. They come back faster than one address can
     * use them.
     */
    static final Allowance PER_NAME = new Allowance(20, Duration.ofSeconds(30));

    /** Many people may share an address, and all come at nine. */
    static final Allowance PER_ADDRESS = new Allowance(20, Duration.ofSeconds(10));

    /** Names, and addresses, that are remembered; some hundred bytes each. */
    static final int MOST_REMEMBERED = 10_000;

    /** So that a flood of names does not look through all of them for each. */
    private static final int FORGOTTEN_AT_ONCE = MOST_REMEMBERED / 10;

    /**
     * @param attempts how many there are at first, and at most
     * @param comesBack how long until one more is there
     */
    record Allowance(int attempts, Duration comesBack) {}

    private record NameFrom(String name, String address) {}

    private final Ticker ticker;
    private final Buckets<String> addresses = new Buckets<>(PER_ADDRESS);
    private final Buckets<String> names = new Buckets<>(PER_NAME);
    private final Buckets<NameFrom> namesFrom = new Buckets<>(PER_NAME_FROM_ONE_ADDRESS);

    public LogInThrottle(Ticker ticker) {
        this.ticker = ticker;
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

        double left(long nowNanos) {
            double back = (nowNanos - atNanos) / (double) allowance.comesBack().toNanos();
            left = Math.min(allowance.attempts(), left + back);
            atNanos = nowNanos;
            return left;
        }

        /** Zero where an attempt is left. */
        Duration waitForOne(long nowNanos) {
            double now = left(nowNanos);
            return now >= 1
                    ? Duration.ZERO
                    : Duration.ofNanos((long) ((1 - now) * allowance.comesBack().toNanos()));
        }

        void giveBack() {
            left = Math.min(allowance.attempts(), left + 1);
        }
    }

    /** One kind of buckets. The fullest is forgotten first: a guesser's are the emptiest. */
    private static final class Buckets<K> {
        private final Allowance allowance;
        private final Map<K, Bucket> buckets = new HashMap<>();

        Buckets(Allowance allowance) {
            this.allowance = allowance;
        }

        Duration waitForOne(K key, long now) {
            var bucket = buckets.get(key);
            return bucket == null ? Duration.ZERO : bucket.waitForOne(now);
        }

        void take(K key, long now) {
            if (!buckets.containsKey(key) && buckets.size() >= MOST_REMEMBERED) {
                forgetFull(now);
            }
            buckets.computeIfAbsent(key, _ -> new Bucket(allowance, now)).left -= 1;
        }

        /** All that are full again; where too few are, those that are nearest to it. */
        private void forgetFull(long now) {
            buckets.values().removeIf(it -> it.left(now) >= allowance.attempts());
            int tooMany = buckets.size() - MOST_REMEMBERED + FORGOTTEN_AT_ONCE;
            if (tooMany > 0) {
                buckets.entrySet().stream()
                        .sorted(Comparator.comparingDouble(it -> -it.getValue().left(now)))
                        .limit(tooMany)
                        .map(Map.Entry::getKey)
                        .toList()
                        .forEach(buckets::remove);
            }
        }

        void giveBack(K key) {
            var bucket = buckets.get(key);
            if (bucket != null) {
                bucket.giveBack();
            }
        }
    }

    /**
     * Takes an attempt from the name and from the address, or none at all: a refused attempt leaves
     * no trace, so that made-up names push nobody's out.
     *
     * @return zero where it may be made; else how long to wait
     */
    public synchronized Duration take(String name, String address) {
        long now = ticker.nanos();
        var both = new NameFrom(name, address);
        var wait =
                longer(
                        addresses.waitForOne(address, now),
                        longer(names.waitForOne(name, now), namesFrom.waitForOne(both, now)));
        if (wait.isZero()) {
            addresses.take(address, now);
            names.take(name, now);
            namesFrom.take(both, now);
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
        addresses.giveBack(address);
        names.giveBack(name);
        namesFrom.giveBack(new NameFrom(name, address));
    }

    synchronized int remembers() {
        return names.buckets.size() + addresses.buckets.size() + namesFrom.buckets.size();
    }
}
