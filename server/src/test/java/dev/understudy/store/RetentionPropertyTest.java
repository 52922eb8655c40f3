package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.NOON;
import static dev.understudy.store.LedgerFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Admission;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.quota.Reservation;
import dev.understudy.settings.DatabaseAddress;
import dev.understudy.time.ManualTime;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.HistoryBy;
import dev.understudy.usage.HistoryView;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.Retention;
import dev.understudy.usage.Trail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two ledgers are told the same, by chance; one of them rolls up, a little or a lot, at any moment
 * and by either of two processes that share it. No view may tell them apart. What is JSON or CSV
 * elsewhere is made of these values and nothing else.
 */
@Timeout(300)
class RetentionPropertyTest {
    private static final int STEPS = 200;

    /** Each commit of theirs is a round trip, and there are thousands. */
    private static final int STEPS_IN_POSTGRES = 80;

    private static final int[] DAYS = {1, 2, 7, 9, 30, 120, 366};
    private static final String[] MODELS = {"cloud", "local", "other"};
    private static final String[] TEAMS = {"chat", "autogen-agents"};
    private static final String[] OUTCOMES = {
        "answered_by_fallback", "answered", "failed", "cancelled", "quota_spent"
    };
    private static final String[] ZONES = {"UTC", "Europe/Berlin", "America/New_York"};

    @TempDir Path folder;

    private final long seed = Long.getLong("seed", new Random().nextLong());

    private Path file(String name) {
        return folder.resolve(name + ".db");
    }

    /** Where a ledger is. */
    private interface Place {
        JdbcLedger open(Quota quota, InstantSource clock, LedgerOptions options);

        LedgerCheck.Findings check();
    }

    private record InFile(Path file) implements Place {
        @Override
        public JdbcLedger open(Quota quota, InstantSource clock, LedgerOptions options) {
            return SqliteLedger.open(file, quota, clock, options);
        }

        @Override
        public LedgerCheck.Findings check() {
            return LedgerCheck.of(file);
        }
    }

    private record InPostgres(DatabaseAddress address) implements Place {
        @Override
        public JdbcLedger open(Quota quota, InstantSource clock, LedgerOptions options) {
            return PostgresLedger.open(address, quota, clock, options);
        }

        @Override
        public LedgerCheck.Findings check() {
            return LedgerCheck.of(address);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void noViewOfAFileShowsWhetherAndWhenEntriesWereRolledUp(int run) throws Exception {
        live(new InFile(file("rolled")), run, STEPS);
    }

    @Test
    void noViewOfADatabaseShowsWhetherAndWhenEntriesWereRolledUp() throws Exception {
        live(new InPostgres(LedgerPostgres.empty().address()), 0, STEPS_IN_POSTGRES);
    }

    private void live(Place place, int run, int steps) throws Exception {
        System.out.println("retention: seed " + seed);
        var twins = new Twins(new InFile(file("plain")), place, run);
        try {
            twins.live(steps);
        } finally {
            twins.close();
        }
    }

    private final class Twins {
        private final Random random;
        private final Place plainPlace;
        private final Place rolledPlace;
        private final ManualTime time = new ManualTime(NOON);
        private final String words;
        private final List<Open> open = new ArrayList<>();
        private JdbcLedger plain;
        private JdbcLedger rolled;
        private JdbcLedger beside;
        private long rolledUp;
        private int queries;

        /** A place that is held in both. */
        private record Open(Reservation plain, Reservation rolled) {}

        private Twins(Place plainPlace, Place rolledPlace, int run) {
            this.random = new Random(seed + run);
            this.words = "seed " + seed + ", run " + run;
            this.plainPlace = plainPlace;
            this.rolledPlace = rolledPlace;
            var quota = anyQuota();
            this.plain = open(plainPlace, quota);
            this.rolled = open(rolledPlace, quota);
            this.beside = open(rolledPlace, quota);
        }

        private JdbcLedger open(Place place, Quota quota) {
            var options = LedgerOptions.DEFAULT.withRetention(new Retention(7));
            return place.open(quota, time, options);
        }

        private Quota anyQuota() {
            var zone = ZoneId.of(ZONES[random.nextInt(ZONES.length)]);
            return new Quota(
                    1_000_000, 0.8, OnExceeded.REJECT, new QuotaCalendar(random.nextInt(24), zone));
        }

        private void live(int steps) throws Exception {
            for (int step = 0; step < steps; step++) {
                time.advance(
                        Duration.ofMinutes(random.nextInt(10) < 3 ? random.nextInt(1_800) : 5));
                for (int i = random.nextInt(12); i > 0; i--) {
                    query();
                }
                if (random.nextInt(3) == 0) {
                    rolledUp += get(eitherOfTwo().rollUp(1 + random.nextInt(3), Duration.ZERO));
                }
                if (random.nextInt(4) == 0) {
                    end();
                }
                if (random.nextInt(80) == 0) {
                    changeResetHour();
                }
                if (random.nextInt(20) == 0) {
                    compare(step);
                }
            }
            time.advance(Duration.ofDays(10));
            rolledUp += get(rolled.rollUp(RollUp.MOST_STEPS, Duration.ZERO));
            compare(steps);
            assertThat(rolledUp).as(words).isGreaterThan(queries);
            assertThat(get(rolled.rollUp(RollUp.MOST_STEPS, Duration.ZERO))).as(words).isZero();
            assertThat(plainPlace.check().wrong()).as(words).isEmpty();
            assertThat(rolledPlace.check().wrong()).as(words).isEmpty();
        }

        private JdbcLedger eitherOfTwo() {
            return random.nextBoolean() ? rolled : beside;
        }

        /** The first most often, so that days have many entries of the same names. */
        private int often(int bound) {
            return random.nextInt(3) > 0 ? 0 : random.nextInt(bound);
        }

        /** Up to three attempts, some of them past the reset, and most often its end. */
        private void query() throws Exception {
            var id = "q" + ++queries;
            var user = random.nextInt(40) == 0 ? "" : "user" + often(70);
            var team = TEAMS[often(TEAMS.length)];
            var startedAt = time.instant();
            var at = startedAt;
            int attempts = random.nextInt(4);
            for (int number = 1; number <= attempts; number++) {
                boolean metered = random.nextBoolean();
                attempt(
                        new AttemptStart(
                                id, number, MODELS[often(MODELS.length)], metered, user, team, at));
                at = at.plusSeconds(random.nextInt(100));
            }
            if (random.nextInt(20) > 0) {
                var model = random.nextInt(4) == 0 ? null : MODELS[often(MODELS.length)];
                var outcome = OUTCOMES[often(OUTCOMES.length)];
                var query =
                        new QueryEntry(
                                id,
                                user,
                                "c",
                                team,
                                outcome,
                                model,
                                attempts,
                                startedAt,
                                at,
                                Trail.NONE);
                get(plain.record(query));
                get(eitherOfTwo().record(query));
            }
        }

        private void attempt(AttemptStart start) throws Exception {
            if (start.metered()) {
                open.add(
                        new Open(
                                granted(get(plain.reserve(start))),
                                granted(get(eitherOfTwo().reserve(start)))));
                if (random.nextInt(20) > 0) {
                    end();
                }
            } else {
                var end = anyEnd(start.at());
                get(plain.record(start, end));
                get(eitherOfTwo().record(start, end));
            }
        }

        private static Reservation granted(Admission admission) {
            return ((Admission.Granted) admission).reservation();
        }

        private AttemptEnd anyEnd(Instant at) {
            var usage =
                    new TokenUsage(random.nextInt(900), random.nextInt(900), random.nextBoolean());
            return new AttemptEnd(at, AttemptEnd.OK, usage);
        }

        /** Ends one that may have begun long ago. */
        private void end() throws Exception {
            if (open.isEmpty()) {
                return;
            }
            var one = open.remove(random.nextInt(open.size()));
            var end = anyEnd(time.instant());
            if (random.nextInt(4) == 0) {
                get(plain.release(one.plain(), end));
                get(rolled.release(one.rolled(), end));
            } else {
                get(plain.settle(one.plain(), end));
                get(rolled.settle(one.rolled(), end));
            }
        }

        /** With nothing outstanding: when an owner is found to be gone is another matter. */
        private void changeResetHour() throws Exception {
            while (!open.isEmpty()) {
                end();
            }
            close();
            var quota = anyQuota();
            plain = open(plainPlace, quota);
            rolled = open(rolledPlace, quota);
            beside = open(rolledPlace, quota);
        }

        private void compare(int step) throws Exception {
            var where = words + ", step " + step;
            assertThat(get(rolled.summary())).as(where).isEqualTo(get(plain.summary()));
            for (int days : DAYS) {
                compare(new HistoryView(days, Optional.empty()), where);
                for (var by : HistoryBy.values()) {
                    compare(new HistoryView(days, Optional.of(by)), where);
                }
            }
        }

        private void compare(HistoryView view, String where) throws Exception {
            assertThat(get(rolled.history(view)))
                    .as("%s, %s", where, view)
                    .isEqualTo(get(plain.history(view)));
        }

        private void close() {
            plain.close();
            rolled.close();
            beside.close();
        }
    }
}
