package dev.understudy.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.Caller;
import dev.understudy.auth.Role;
import dev.understudy.auth.jwt.SigningKey;
import dev.understudy.auth.jwt.Tokens;
import dev.understudy.auth.ldap.DirectoryVerdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogInsTest {
    private static final Duration DAY = Duration.ofHours(24);

    private final AtomicLong nanos = new AtomicLong();
    private final Tokens tokens =
            new Tokens(
                    SigningKey.of("x".repeat(32)),
                    InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z")));
    private final LogInThrottle throttle = new LogInThrottle(nanos::get);
    private final AtomicInteger asked = new AtomicInteger();

    /** Ada's password is right; the name "down" makes the directory unreachable. */
    private DirectoryVerdict directory(String user, String password) {
        asked.incrementAndGet();
        if (user.equals("down")) {
            return new DirectoryVerdict.Unreachable("down");
        }
        if (user.equals("outsider")) {
            return new DirectoryVerdict.NotAllowed(user);
        }
        return password.equals("right")
                ? new DirectoryVerdict.Known(user, Role.ADMIN)
                : new DirectoryVerdict.Refused("wrong");
    }

    private LogIns logIns(BiFunction<String, String, DirectoryVerdict> directory) {
        return new LogIns(directory, tokens, DAY, throttle);
    }

    private LogInVerdict logIn(String user, String password, String address) {
        return logIns(this::directory).logIn(user, password, address).toCompletableFuture().join();
    }

    @Test
    void aTokenOfALogInIsGood() {
        var verdict = (LogInVerdict.Welcome) logIn("ada", "right", "10.0.0.1");

        assertThat(tokens.check(verdict.token()))
                .isEqualTo(new AuthVerdict.Allowed(Caller.byToken("ada", Role.ADMIN)));
        assertThat(verdict.validFor()).isEqualTo(DAY);
        assertThat(verdict.toString()).doesNotContain(verdict.token());
    }

    @Test
    void eachAnswerOfTheDirectoryHasItsOwn() {
        assertThat(logIn("ada", "wrong", "10.0.0.1")).isEqualTo(new LogInVerdict.Refused());
        assertThat(logIn("nobody", "wrong", "10.0.0.1")).isEqualTo(new LogInVerdict.Refused());
        assertThat(logIn("outsider", "right", "10.0.0.1")).isEqualTo(new LogInVerdict.NotAllowed());
        assertThat(logIn("down", "right", "10.0.0.1")).isEqualTo(new LogInVerdict.Unreachable());
    }

    @Test
    void aDirectoryThatThrowsIsUnreachable() {
        var logIns =
                logIns((_, _) -> {
                    throw new IllegalStateException("a bug, on purpose");
                });

        assertThat(logIns.logIn("ada", "right", "10.0.0.1").toCompletableFuture().join())
                .isEqualTo(new LogInVerdict.Unreachable());
    }

    @Test
    void guessingOneNamesPasswordFromOneAddressIsSlowedDown() {
        for (int i = 0; i < 5; i++) {
            assertThat(logIn("ada", "wrong", "10.0.0.1")).isEqualTo(new LogInVerdict.Refused());
        }
        var minute = new LogInVerdict.Throttled(Duration.ofMinutes(1));

        assertThat(logIn("ada", "right", "10.0.0.1")).isEqualTo(minute);
        assertThat(asked).hasValue(5);
        assertThat(logIn("eve", "right", "10.0.0.1")).isInstanceOf(LogInVerdict.Welcome.class);
        assertThat(logIn("ada", "right", "10.0.0.9"))
                .as("the user, who is elsewhere")
                .isInstanceOf(LogInVerdict.Welcome.class);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(logIn("ada", "right", "10.0.0.1")).isInstanceOf(LogInVerdict.Welcome.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ADA  lovelace",
                "\uff21da Lovelace",
                "ada\u00a0\u00a0 lovelace",
                "ada\t\nlovelace",
                "a\u00adda lovelace",
                "a\u200bda\ufe0f lovelace\u2060",
            })
    void whatADirectoryTakesForOneNameIsThrottledAsOne(String written) {
        for (int i = 0; i < 5; i++) {
            logIn("ada lovelace", "wrong", "10.0.0.1");
        }

        assertThat(logIn(written, "right", "10.0.0.1")).isInstanceOf(LogInVerdict.Throttled.class);
    }

    @Test
    void guessingOneNamesPasswordFromManyAddressesIsSlowedDown() {
        for (int i = 0; i < 20; i++) {
            assertThat(logIn("ada", "wrong", "10.0.0." + i)).isEqualTo(new LogInVerdict.Refused());
        }

        assertThat(logIn("ada", "right", "10.0.1.1"))
                .isEqualTo(new LogInVerdict.Throttled(Duration.ofSeconds(30)));
    }

    @Test
    void oneAddressThatGuessesForEverDoesNotKeepTheUserOut() {
        for (int i = 0; i < 10_000; i++) {
            logIn("ada", "wrong", "10.0.0.66");
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        }

        assertThat(logIn("ada", "right", "10.0.0.9")).isInstanceOf(LogInVerdict.Welcome.class);
    }

    @Test
    void madeUpNamesDoNotPushOutTheOneThatIsGuessed() {
        for (int i = 0; i < 20; i++) {
            logIn("ada", "wrong", "10.0.0." + i);
        }
        for (int i = 0; i < 3 * LogInThrottle.MOST_REMEMBERED; i++) {
            throttle.take("made-up" + i, "10.1." + i % 200 + "." + i / 200);
        }

        assertThat(logIn("ada", "right", "10.0.1.1")).isInstanceOf(LogInVerdict.Throttled.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "operator", "Open-WebUI"})
    void aNameOfTheDirectoryThatMeansSomebodyElseHereCannotComeIn(String name) {
        var logIns = logIns((_, _) -> new DirectoryVerdict.Known(name, Role.USER));

        assertThat(logIns.logIn("ada", "right", "10.0.0.1").toCompletableFuture().join())
                .isEqualTo(new LogInVerdict.NotAllowed());
    }

    @Test
    void anErrorLeavesNoPlaceTaken() {
        var logIns =
                logIns((user, password) -> {
                    if (user.equals("flood")) {
                        throw new OutOfMemoryError("on purpose");
                    }
                    return directory(user, password);
                });
        for (int i = 0; i < 2 * LogIns.MOST_AT_ONCE; i++) {
            assertThat(logIns.logIn("flood", "right", "10.0.0.1").toCompletableFuture().join())
                    .isEqualTo(new LogInVerdict.Unreachable());
        }

        assertThat(logIns.logIn("ada", "right", "10.0.0.1").toCompletableFuture().join())
                .isInstanceOf(LogInVerdict.Welcome.class);
    }

    @Test
    void guessingFromOneAddressIsSlowedDownForEveryName() {
        for (int i = 0; i < 20; i++) {
            assertThat(logIn("user" + i, "wrong", "10.0.0.1"))
                    .isEqualTo(new LogInVerdict.Refused());
        }

        assertThat(logIn("ada", "right", "10.0.0.1"))
                .isEqualTo(new LogInVerdict.Throttled(Duration.ofSeconds(10)));
        assertThat(logIn("ada", "right", "10.0.0.2")).isInstanceOf(LogInVerdict.Welcome.class);
    }

    @Test
    void anAddressOfIpv6IsItsNetwork() {
        for (int i = 0; i < 20; i++) {
            logIn("user" + i, "wrong", "2001:db8::" + i);
        }

        assertThat(logIn("ada", "right", "2001:db8::ffff"))
                .isInstanceOf(LogInVerdict.Throttled.class);
        assertThat(logIn("ada", "right", "2001:db8:0:1::1"))
                .isInstanceOf(LogInVerdict.Welcome.class);
    }

    @Test
    void whatIsNoWrongGuessIsNotCounted() {
        for (int i = 0; i < 100; i++) {
            assertThat(logIn("ada", "right", "10.0.0.1")).isInstanceOf(LogInVerdict.Welcome.class);
            assertThat(logIn("down", "wrong", "10.0.0.1"))
                    .isEqualTo(new LogInVerdict.Unreachable());
            assertThat(logIn("outsider", "right", "10.0.0.1"))
                    .isEqualTo(new LogInVerdict.NotAllowed());
        }
    }

    @Test
    void manyNamesAndAddressesAreNotRememberedForEver() {
        for (int i = 0; i < 3 * LogInThrottle.MOST_REMEMBERED; i++) {
            throttle.take("user" + i, "address" + i);
        }

        assertThat(throttle.remembers()).isBetween(1, 3 * LogInThrottle.MOST_REMEMBERED);
    }

    @Test
    void soManyAskTheDirectoryAtOnceAndNoMore() {
        var go = new CountDownLatch(1);
        var logIns =
                logIns((user, password) -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    return directory(user, password);
                });
        var running = new ArrayList<CompletableFuture<LogInVerdict>>();
        for (int i = 0; i < LogIns.MOST_AT_ONCE; i++) {
            running.add(logIns.logIn("user" + i, "right", "10.0.0." + i).toCompletableFuture());
        }

        assertThat(logIns.logIn("ada", "right", "10.0.1.1").toCompletableFuture().join())
                .isEqualTo(new LogInVerdict.Busy());
        go.countDown();
        assertThat(running)
                .allSatisfy(it -> assertThat(it.join()).isInstanceOf(LogInVerdict.Welcome.class));
    }

    @Test
    void oneAddressLeavesPlacesForOthers() {
        var go = new CountDownLatch(1);
        var logIns =
                logIns((user, password) -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    return directory(user, password);
                });
        var running = new ArrayList<CompletableFuture<LogInVerdict>>();
        for (int i = 0; i < LogIns.MOST_FROM_ONE_ADDRESS; i++) {
            running.add(logIns.logIn("user" + i, "right", "10.0.0.1").toCompletableFuture());
        }

        assertThat(logIns.logIn("ada", "right", "10.0.0.1").toCompletableFuture().join())
                .isEqualTo(new LogInVerdict.Busy());
        running.add(logIns.logIn("ada", "right", "10.0.0.2").toCompletableFuture());
        go.countDown();
        assertThat(running)
                .allSatisfy(it -> assertThat(it.join()).isInstanceOf(LogInVerdict.Welcome.class));
    }
}
