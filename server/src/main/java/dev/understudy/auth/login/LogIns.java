package dev.understudy.auth.login;

import dev.understudy.auth.ReservedNames;
import dev.understudy.auth.jwt.Tokens;
import dev.understudy.auth.ldap.DirectoryVerdict;
import java.text.Normalizer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs users in: the directory is asked on a virtual thread, and a token is given. Thread-safe;
 * does not block.
 */
public final class LogIns {
    private static final Logger LOG = LoggerFactory.getLogger(LogIns.class);

    /** Each takes two connections of the directory for some milliseconds, unless it is slow. */
    static final int MOST_AT_ONCE = 16;

    /** Half of them: many people may share an address. */
    static final int MOST_FROM_ONE_ADDRESS = 8;

    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]|\\p{Cf}|[\\u034F\\uFE00-\\uFE0F\\uFFFC]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    /** What is remembered and logged of a name; longer ones are nobody's. */
    private static final int LONGEST_NAME = 256;

    private final BiFunction<String, String, DirectoryVerdict> directory;
    private final Tokens tokens;
    private final Duration validFor;
    private final LogInThrottle throttle;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * @param directory answers whether a password is a user's; may block
     * @param validFor how long a token is good
     */
    public LogIns(
            BiFunction<String, String, DirectoryVerdict> directory,
            Tokens tokens,
            Duration validFor,
            LogInThrottle throttle) {
        this.directory = directory;
        this.tokens = tokens;
        this.validFor = validFor;
        this.throttle = throttle;
    }

    /**
     * Tries to log in. The stage completes on a thread of its own, and never exceptionally.
     *
     * @param from the address that the attempt comes from
     */
    public CompletionStage<LogInVerdict> logIn(String user, String password, String from) {
        var name = remembered(user);
        var address = LogInThrottle.network(from);
        var wait = throttle.take(name, address);
        if (wait.isPositive()) {
            return CompletableFuture.completedStage(new LogInVerdict.Throttled(wait));
        }
        if (!takePlace(address)) {
            throttle.giveBack(name, address);
            return CompletableFuture.completedStage(new LogInVerdict.Busy());
        }
        var verdict = new CompletableFuture<LogInVerdict>();
        Thread.ofVirtual()
                .name("log-in")
                .start(() -> {
                    LogInVerdict asked = new LogInVerdict.Unreachable();
                    try {
                        asked = ask(user, password, from);
                    } finally {
                        if (!(asked instanceof LogInVerdict.Refused)) {
                            throttle.giveBack(name, address); // it was no wrong guess
                        }
                        giveBackPlace(address);
                        verdict.complete(asked);
                    }
                });
        return verdict;
    }

    /** While the directory is slow, one address must not keep everybody else out. */
    private synchronized boolean takePlace(String address) {
        int taken = places.values().stream().mapToInt(Integer::intValue).sum();
        int ofAddress = places.getOrDefault(address, 0);
        if (taken >= MOST_AT_ONCE || ofAddress >= MOST_FROM_ONE_ADDRESS) {
            return false;
        }
        places.put(address, ofAddress + 1);
        return true;
    }

    private synchronized void giveBackPlace(String address) {
        places.computeIfPresent(address, (_, taken) -> taken == 1 ? null : taken - 1);
    }

    /**
     * What a directory takes for one name is throttled as one: it prepares names by RFC 4518, which
     * folds case, maps invisible characters to nothing and blanks of any number to one.
     */
    private static String remembered(String user) {
        var cut = user.length() <= LONGEST_NAME ? user : user.substring(0, LONGEST_NAME);
        var shown = INVISIBLE.matcher(Normalizer.normalize(cut, Normalizer.Form.NFKC));
        return BLANKS.matcher(shown.replaceAll(""))
                .replaceAll(" ")
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private LogInVerdict ask(String user, String password, String from) {
        try {
            return verdict(directory.apply(user, password), user, from);
        } catch (RuntimeException | Error mistake) {
            LOG.error("A mistake while {} logged in", printable(user), mistake);
            return new LogInVerdict.Unreachable();
        }
    }

    private LogInVerdict verdict(DirectoryVerdict said, String typed, String from) {
        return switch (said) {
            case DirectoryVerdict.Known(var user, _) when !canBeCounted(user) -> {
                LOG.error(
                        "{} cannot log in: the directory's name for this user is empty, longer than {} characters, or means somebody else here",
                        printable(user),
                        LONGEST_NAME);
                yield new LogInVerdict.NotAllowed();
            }
            case DirectoryVerdict.Known(var user, var role) -> {
                LOG.info("{} has logged in from {}, role {}", printable(user), from, role);
                var token = tokens.give(user, role, validFor);
                yield new LogInVerdict.Welcome(token, validFor, user, role);
            }
            case DirectoryVerdict.NotAllowed(var user) -> {
                LOG.info("{} may not log in (from {}): in no such group", printable(user), from);
                yield new LogInVerdict.NotAllowed();
            }
            case DirectoryVerdict.Refused(var reason) -> {
                LOG.info("A log-in as {} from {} failed: {}", printable(typed), from, reason);
                yield new LogInVerdict.Refused();
            }
            case DirectoryVerdict.Unreachable(var reason) -> {
                LOG.error("Nobody can log in, the directory cannot be asked: {}", reason);
                yield new LogInVerdict.Unreachable();
            }
        };
    }

    /** Whether the directory's name for a user can be one here; others cannot log in. */
    public static boolean canBeCounted(String user) {
        return !user.isBlank() && user.length() <= LONGEST_NAME && !ReservedNames.has(user);
    }

    /** What somebody typed must not write lines of its own into the log. */
    private static String printable(String name) {
        var cut = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        return cut.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S} ]", "?");
    }
}
