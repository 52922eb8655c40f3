package dev.understudy.data.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Cancellation;
import dev.understudy.data.guard.GuardVerdict;
import dev.understudy.data.guard.ReadOnlyGuard;
import dev.understudy.data.guard.StatementCorpus;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementResult;
import dev.understudy.settings.Addresses;
import dev.understudy.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The guard's corpora on a real server, through its layers one by one: the login's rights alone,
 * the session guard alone, and all together.
 */
abstract class ServerGuardTest {
    private static final ResultLimits LIMITS =
            new ResultLimits(100, 100_000, 10_000, Duration.ofMillis(200));

    /** What attacks that write a file name. */
    private static final Path LOOT = Path.of("/tmp/loot");

    /** What attacks that read a file would show: a line of {@code /etc/passwd}. */
    private static final String READ_FROM_A_FILE = "root:x:0:0";

    private RealServer server;

    /** False where the server is not there and the test was left out. */
    private boolean opened;

    abstract RealServer server();

    /** Attacks that the rights of a login that only reads do not stop. */
    abstract Set<String> pastTheRights();

    /** Attacks that change something past the session guard, where the login may write. */
    abstract Set<String> pastTheSession();

    @BeforeEach
    void freshShop() throws IOException {
        server = server();
        server.reset();
        opened = true;
        Files.deleteIfExists(LOOT);
    }

    @AfterEach
    void noLoot() throws IOException {
        if (opened) {
            server.reset();
        }
        Files.deleteIfExists(LOOT);
    }

    @Test
    void theRightsOfALoginThatOnlyReadsStopAttacksByThemselves() throws Exception {
        var changed = new ArrayList<String>();
        var read = new ArrayList<String>();
        for (var attack : StatementCorpus.attacks(server.dialect())) {
            var before = server.fingerprint();
            if (unguarded(attack.sql()).contains(READ_FROM_A_FILE)) {
                read.add(attack.name());
            }
            if (changed(before)) {
                changed.add(attack.name());
                server.reset();
            }
        }

        assertThat(changed).containsExactlyInAnyOrderElementsOf(pastTheRights());
        assertThat(read).isEmpty();
    }

    /** Run as any program would: no transaction, several statements at once. */
    private String unguarded(String sql) {
        var url =
                server.url(RealServer.READER, RealServer.READER_PASSWORD)
                        .replaceFirst(
                                ".*@",
                                "jdbc:" + server.dialect().name().toLowerCase(Locale.ROOT) + "://");
        var rows = new StringBuilder();
        try (var connection =
                        DriverManager.getConnection(
                                url + "?allowMultiQueries=true",
                                RealServer.READER,
                                RealServer.READER_PASSWORD);
                var statement = connection.createStatement()) {
            for (var limit : server.limits()) {
                statement.execute(limit);
            }
            statement.setMaxRows(100);
            if (statement.execute(sql)) {
                var result = statement.getResultSet();
                while (result.next()) {
                    rows.append(result.getString(1)).append('\n');
                }
            }
        } catch (SQLException _) {
            // What the server says matters less than what it did.
        }
        return rows.toString();
    }

    private boolean changed(List<String> before) {
        return Files.exists(LOOT) || !server.fingerprint().equals(before);
    }

    @Test
    void theSessionGuardAloneStopsEveryAttackOfALoginThatOnlyReads() throws Exception {
        assertThat(changedThroughTheSession(RealServer.READER, RealServer.READER_PASSWORD))
                .isEmpty();
    }

    @Test
    void theSessionGuardAloneStopsNearlyEveryAttackOfALoginThatMayDoEverything() throws Exception {
        assertThat(changedThroughTheSession(RealServer.ADMIN, RealServer.ADMIN_PASSWORD))
                .containsExactlyInAnyOrderElementsOf(pastTheSession());
    }

    private List<String> changedThroughTheSession(String user, String password) throws IOException {
        var changed = new ArrayList<String>();
        try (var source = source(user, password)) {
            for (var attack : StatementCorpus.attacks(server.dialect())) {
                var before = server.fingerprint();
                var result = source.runRaw(attack.sql(), LIMITS, new Cancellation());
                if (user.equals(RealServer.READER)) {
                    assertThat(result.toString())
                            .as(attack.name())
                            .doesNotContain(READ_FROM_A_FILE);
                }
                if (changed(before)) {
                    changed.add(attack.name());
                    server.reset();
                    Files.deleteIfExists(LOOT);
                }
                awaitUsable(source);
            }
        }
        return changed;
    }

    // An attack may end all sessions.
    private static void awaitUsable(JdbcSource source) {
        for (var tries = 0; tries < 500 && source.state() instanceof SourceState.Down; tries++) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(source.state()).isNotInstanceOf(SourceState.Down.class);
    }

    @Test
    void theSessionGuardDoesNotHinderQuestions() {
        var failed = new ArrayList<String>();
        var limits = new ResultLimits(100, 100_000, 1_000, Duration.ofSeconds(10));
        var all = StatementCorpus.legitimate(server.dialect());
        try (var source = source(RealServer.READER, RealServer.READER_PASSWORD)) {
            for (var question : all) {
                var result = source.runRaw(question.sql(), limits, new Cancellation());
                if (!(result instanceof StatementResult.Rows)) {
                    failed.add(question.name() + ": " + result);
                }
            }
        }
        assertThat(all).hasSizeGreaterThanOrEqualTo(100);
        assertThat(failed).hasSizeLessThanOrEqualTo(all.size() / 20);
    }

    @Test
    void allLayersTogetherLetNoAttackRunAndNearlyAllQuestions() throws Exception {
        var questions = StatementCorpus.legitimate(server.dialect());
        var ran = new ArrayList<String>();
        var failed = new ArrayList<String>();
        try (var source = source(RealServer.READER, RealServer.READER_PASSWORD)) {
            var before = server.fingerprint();
            for (var attack : StatementCorpus.attacks(server.dialect())) {
                if (throughAllLayers(source, attack.sql())) {
                    ran.add(attack.name());
                }
            }
            for (var question : questions) {
                if (!throughAllLayers(source, question.sql())) {
                    failed.add(question.name());
                }
            }
            assertThat(changed(before)).isFalse();
        }
        assertThat(ran).isEmpty();
        assertThat(failed).hasSizeLessThanOrEqualTo(questions.size() / 20);
    }

    private static boolean throughAllLayers(JdbcSource source, String sql) throws Exception {
        var limits = new ResultLimits(100, 100_000, 1_000, Duration.ofSeconds(10));
        return ReadOnlyGuard.check(sql, source.catalogue())
                        instanceof GuardVerdict.Allowed(var readOnly)
                && source.run(readOnly, limits, new Cancellation()) instanceof StatementResult.Rows;
    }

    private JdbcSource source(String user, String password) {
        return JdbcSource.open(
                new JdbcOptions(
                        "shop",
                        Addresses.of(server.url(user, password)),
                        List.of(),
                        true,
                        Duration.ofMillis(50)),
                SystemTime.ticker());
    }
}
