package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.NOON;
import static dev.understudy.store.LedgerFixture.get;
import static dev.understudy.store.LedgerFixture.open;
import static dev.understudy.store.LedgerFixture.query;
import static dev.understudy.store.LedgerFixture.quotaOf;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.chat.TokenUsage;
import dev.understudy.usage.EndedQuery;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.Trail;
import dev.understudy.usage.TrailEntry;
import dev.understudy.usage.TrailEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of older versions, and what was added since. */
class LedgerMigrationTest {
    private static final String OLD_QUERY = "3a0fb2a4-9b96-4692-b955-2e341d189911";
    private static final Trail TRAIL =
            new Trail(
                    List.of(
                            new TrailEntry(
                                    2,
                                    new TrailEvent.AttemptEnded(
                                            1, "local", "ok", new TokenUsage(3, 4, true))),
                            new TrailEntry(3, new TrailEvent.Stopped("answered", null))));

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    /** A file as a program of the first version left it. */
    private void firstVersion() throws Exception {
        String script;
        try (var text = getClass().getResourceAsStream("ledger-version-1.sql")) {
            script = new String(requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (String one : script.split(";\n", -1)) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        }
    }

    private static QueryEntry withTrail(String id) {
        return new QueryEntry(id, "ada", "c1", "chat", "answered", "local", 1, NOON, NOON, TRAIL);
    }

    @Test
    void aLedgerOfTheFirstVersionKeepsWhatItHasAndGetsTrails() throws Exception {
        firstVersion();
        try (var ledger = open(file(), 2)) {
            var old = get(ledger.query(OLD_QUERY)).orElseThrow();
            assertThat(old.usage()).isEqualTo(new TokenUsage(30, 12, false));
            assertThat(old.query())
                    .isEqualTo(
                            new QueryEntry(
                                    OLD_QUERY,
                                    "ada",
                                    "c1",
                                    "chat",
                                    "answered",
                                    "cloud",
                                    1,
                                    NOON,
                                    NOON.plusSeconds(1),
                                    Trail.NONE));
            assertThat(get(ledger.summary()).requestsToday()).isEqualTo(1);
            get(ledger.record(withTrail("new")));
        }
        try (var ledger = open(file(), 2)) {
            assertThat(get(ledger.query("new")).map(EndedQuery::query))
                    .isEqualTo(Optional.of(withTrail("new")));
        }
    }

    @Test
    void aLedgerOfTheFirstVersionIsCheckedAndItsEntriesAreRolledUp() throws Exception {
        firstVersion();
        assertThat(LedgerCheck.of(file()).wrong()).isEmpty();
        var later = InstantSource.fixed(NOON.plus(Duration.ofDays(100)));
        try (var ledger = SqliteLedger.open(file(), quotaOf(2), later, LedgerOptions.DEFAULT)) {
            assertThat(get(ledger.rollUp(RollUp.MOST_STEPS, Duration.ZERO))).isPositive();
            assertThat(get(ledger.query(OLD_QUERY))).isEmpty();
        }
        assertThat(LedgerCheck.of(file()).wrong()).isEmpty();
    }

    @Test
    void aServerOfTheFirstVersionThatStillRunsCanWriteItsQueries() throws Exception {
        firstVersion();
        try (var older = connect();
                var ledger = open(file(), 2);
                var statement = older.createStatement()) {
            statement.execute(
                    "INSERT INTO queries VALUES ('late', 'ben', 'c2', 'chat', 'failed', NULL, 3, 1, 2, 0)");
            assertThat(get(ledger.query("late")).orElseThrow().query().trail())
                    .isEqualTo(Trail.NONE);
        }
    }

    @Test
    void aLedgerThatIsNotToStoreTokensHasNoneInItsTrails() throws Exception {
        var options = LedgerOptions.DEFAULT.withTokens(false);
        try (var ledger = open(file(), 2, options)) {
            get(ledger.record(withTrail("q1")));
            assertThat(get(ledger.query("q1")).orElseThrow().query().trail())
                    .isEqualTo(TRAIL.withoutTokens());
        }
    }

    @Test
    void aTrailThatIsDamagedFailsItsReaderAndNobodyElse() throws Exception {
        try (var ledger = open(file(), 2)) {
            get(ledger.record(withTrail("q1")));
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute("UPDATE trails SET trail = '[{'");
            }
            assertThatThrownBy(() -> get(ledger.query("q1")));
            get(ledger.record(query("q2")));
            assertThat(get(ledger.query("q2"))).isPresent();
        }
    }
}
