package dev.understudy.data.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Cancellation;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.tds.FakeSqlServer;
import dev.understudy.tds.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * SQL Server as a source, when statements are called off, connections break and the server goes: on
 * the wire, against the fake.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SqlServerTroubleTest {
    private static final String ENDLESS =
            "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000000) a, SYSTEM_RANGE(1, 100000000) b";

    private FakeShop shop;
    private FakeSqlServer server;
    private JdbcSource source;

    @BeforeEach
    void open() throws Exception {
        shop = new FakeShop();
        server = shop.server;
        source = shop.source();
    }

    @AfterEach
    void close() throws Exception {
        source.close();
        shop.close();
    }

    private StatementFailure failure(String sql) {
        return FakeShop.failure(FakeShop.run(source, sql));
    }

    private static void until(BooleanSupplier reached) {
        for (var tries = 0; tries < 1_000 && !reached.getAsBoolean(); tries++) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertThat(reached.getAsBoolean()).as("within ten seconds").isTrue();
    }

    @Test
    void aStatementThatTakesTooLongIsCalledOffInTheDatabase() {
        server.on("slow_view", new Reaction.Waits());
        var limits = new ResultLimits(10, 1_000, 100, Duration.ofMillis(500));
        for (var sql : List.of("SELECT * FROM slow_view", ENDLESS)) {
            var before = server.attentions();
            assertThat(FakeShop.failure(FakeShop.run(source, sql, limits, new Cancellation())))
                    .as(sql)
                    .isEqualTo(new StatementFailure.TooSlow(limits.time()));
            assertThat(server.attentions()).as(sql).isGreaterThan(before);
            assertThat(server.processList()).as(sql).isEmpty();
        }
        assertThat(FakeShop.table(FakeShop.run(source, "SELECT id FROM orders")).rows()).hasSize(9);
    }

    @Test
    void aStatementThatNobodyWaitsForIsCalledOffInTheDatabase() throws Exception {
        server.on("slow_view", new Reaction.Waits());
        server.on("o.id, o.note", new Reaction.Stalls(3));
        for (var sql :
                List.of("SELECT * FROM slow_view", ENDLESS, "SELECT o.id, o.note FROM orders o")) {
            var before = server.attentions();
            var cancellation = new Cancellation();
            var result =
                    CompletableFuture.supplyAsync(
                            () -> FakeShop.run(source, sql, FakeShop.LIMITS, cancellation));
            assertThat(server.awaitRunning(sql)).as(sql).isTrue();
            cancellation.cancel();
            assertThat(FakeShop.failure(result.get(30, TimeUnit.SECONDS)))
                    .as(sql)
                    .isEqualTo(new StatementFailure.Cancelled());
            assertThat(server.attentions()).as(sql).isGreaterThan(before);
            assertThat(server.awaitNothingRunning()).as(sql).isTrue();
        }
        assertThat(FakeShop.table(FakeShop.run(source, "SELECT id FROM orders")).rows()).hasSize(9);
    }

    @Test
    void aConnectionThatBreaksMeansDownAndTheSourceRecoversByItself() {
        server.once("FROM orders", new Reaction.Cut(4));
        assertThat(failure("SELECT * FROM orders"))
                .isEqualTo(
                        new StatementFailure.SourceDown("the connection to the database is lost"));
        until(() -> source.state() instanceof SourceState.Usable);
        assertThat(FakeShop.table(FakeShop.run(source, "SELECT * FROM orders")).rows()).hasSize(9);
    }

    @Test
    void aServerThatGoesAwayIsSaidAndItsReturnSeen() throws Exception {
        assertThat(FakeShop.table(FakeShop.run(source, "SELECT 1")).rows()).hasSize(1);
        server.goDown();
        assertThat(failure("SELECT 1")).isInstanceOf(StatementFailure.SourceDown.class);
        until(() ->
                source.state()
                        .equals(new SourceState.Down("nothing listens at the database's address")));
        server.comeBack();
        until(() -> source.state() instanceof SourceState.Usable);
        assertThat(FakeShop.table(FakeShop.run(source, "SELECT 1")).rows()).hasSize(1);
    }
}
