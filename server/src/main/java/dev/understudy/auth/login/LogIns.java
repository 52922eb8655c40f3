package dev.understudy.auth.login;

import dev.understudy.auth.jwt.Tokens;
import dev.understudy.auth.ldap.DirectoryVerdict;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
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

    /** What is remembered and logged of a name; longer ones are nobody's. */
    private static final int LONGEST_NAME = 256;

    private final BiFunction<String, String, DirectoryVerdict> directory;
    private final Tokens tokens;
    private final Duration validFor;
    private final LogInThrottle throttle;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

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
        if (!places.tryAcquire()) {
            throttle.giveBack(name, address);
            return CompletableFuture.completedStage(new LogInVerdict.Busy());
        }
        var verdict = new CompletableFuture<LogInVerdict>();
        Thread.ofVirtual()
                .name("log-in")
                .start(() -> {
                    var asked = ask(user, password, from);
                    if (!(asked instanceof LogInVerdict.Refused)) {
                        throttle.giveBack(name, address); // it was no wrong guess
                    }
                    places.release();
                    verdict.complete(asked);
                });
        return verdict;
    }

    /** What a directory takes for one name is throttled as one. */
    private static String remembered(String user) {
        var cut = user.length() <= LONGEST_NAME ? user : user.substring(0, LONGEST_NAME);
        return Normalizer.normalize(cut, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    private LogInVerdict ask(String user, String password, String from) {
        try {
            return verdict(directory.apply(user, password), user, from);
        } catch (RuntimeException mistake) {
            LOG.error("A mistake while {} logged in", printable(user), mistake);
            return new LogInVerdict.Unreachable();
        }
    }

    private LogInVerdict verdict(DirectoryVerdict said, String typed, String from) {
        return switch (said) {
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

    /** What somebody typed must not write lines of its own into the log. */
    private static String printable(String name) {
        var cut = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        return cut.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S} ]", "?");
    }
}
