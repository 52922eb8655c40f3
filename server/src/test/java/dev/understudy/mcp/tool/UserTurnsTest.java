package dev.understudy.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Cancellation;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import dev.understudy.mcp.McpUser;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserTurnsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final StatementResult DONE =
            new StatementResult.Failed(new StatementFailure.Other("done"));
    private static final Executor THREADS = Thread::startVirtualThread;

    private final UserTurns turns = new UserTurns();
    private final CountDownLatch running = new CountDownLatch(2);
    private final CountDownLatch end = new CountDownLatch(1);

    private StatementResult slow() {
        running.countDown();
        try {
            end.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return DONE;
    }

    @AfterEach
    void endAll() {
        end.countDown();
    }

    private CompletableFuture<StatementResult> later(String user, Supplier<StatementResult> run) {
        return CompletableFuture.supplyAsync(
                () -> turns.run(McpUser.named(user), LONG, new Cancellation(), run), THREADS);
    }

    @Test
    void twoOfAUserRunAtOnceAndTheStatementsOfOthersDoNotWaitForThem() throws Exception {
        var first = later("ada", this::slow);
        var second = later("ada", this::slow);
        running.await();
        var third =
                turns.run(
                        McpUser.named("ada"), Duration.ofMillis(1), new Cancellation(), () -> DONE);
        assertThat(third)
                .isEqualTo(
                        new StatementResult.Failed(
                                new StatementFailure.TooSlow(Duration.ofMillis(1))));

        assertThat(later("bob", () -> DONE).get(20, TimeUnit.SECONDS)).isSameAs(DONE);
        var frontEnd = new McpUser("ada", "webui", 0, true);
        assertThat(turns.run(frontEnd, LONG, new Cancellation(), () -> DONE)).isSameAs(DONE);

        var fourth = later("ada", () -> DONE);
        end.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isSameAs(DONE);
        assertThat(second.get(20, TimeUnit.SECONDS)).isSameAs(DONE);
        assertThat(fourth.get(20, TimeUnit.SECONDS)).isSameAs(DONE);
    }

    @Test
    void whoWaitsInItsLineCanBeCalledOff() throws Exception {
        var first = later("ada", this::slow);
        var second = later("ada", this::slow);
        running.await();
        var cancellation = new Cancellation();
        cancellation.cancel();

        assertThat(turns.run(McpUser.named("ada"), LONG, cancellation, () -> DONE))
                .isEqualTo(new StatementResult.Failed(new StatementFailure.Cancelled()));
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
    }
}
