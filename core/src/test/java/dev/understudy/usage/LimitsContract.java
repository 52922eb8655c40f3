package dev.understudy.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Admission;
import dev.understudy.quota.Claim;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.LimitChange;
import dev.understudy.quota.LimitChanged;
import dev.understudy.quota.LimitName;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.LimitStatus;
import dev.understudy.quota.LimitUnit;
import dev.understudy.quota.Limits;
import dev.understudy.quota.ModelLimits;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.Reservation;
import dev.understudy.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every ledger must do where there are more limits than one. */
public abstract class LimitsContract {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final Limits EACH =
            new Limits(0, 2, 0, 3, 0, Map.of("local", new ModelLimits(2, 0)), 0, Set.of());

    protected final ManualTime time = new ManualTime(NOON);

    /** An empty ledger. The test closes it. */
    protected abstract UsageLedger open(Quota quota, InstantSource clock) throws Exception;

    protected static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    protected static Quota quotaOf(long limit, Limits limits) {
        return new Quota(
                limit, 0.8, OnExceeded.REJECT, new QuotaCalendar(0, ZoneOffset.UTC), limits);
    }

    /** Limits of tokens: for all together, and for each user. */
    private static Limits tokens(long all, long perUser) {
        return new Limits(all, 0, perUser, 0, 0, Map.of(), 0, Set.of());
    }

    protected AttemptStart attempt(String user, String key, String model, long expected) {
        return new AttemptStart(
                "q",
                1,
                model,
                !model.equals("local"),
                user,
                "chat",
                time.instant(),
                key,
                0,
                expected);
    }

    private AttemptStart byKey(String key, long keyLimit) {
        return new AttemptStart(
                "q", 1, "cloud", true, "ada", "chat", time.instant(), key, keyLimit, 0);
    }

    private static Reservation granted(UsageLedger ledger, AttemptStart attempt) throws Exception {
        var admission = get(ledger.reserve(attempt));
        assertThat(admission).isInstanceOf(Admission.Granted.class);
        return ((Admission.Granted) admission).reservation();
    }

    private static QuotaStatus refused(UsageLedger ledger, AttemptStart attempt) throws Exception {
        var admission = get(ledger.reserve(attempt));
        assertThat(admission).isInstanceOf(Admission.Spent.class);
        return ((Admission.Spent) admission).status();
    }

    private AttemptEnd spent(long tokens) {
        return new AttemptEnd(time.instant(), AttemptEnd.OK, new TokenUsage(tokens, 0, false));
    }

    private static LimitName requests(LimitScope scope, String name) {
        return new LimitName(scope, name, LimitUnit.REQUESTS);
    }

    private static QuotaStatus tightest(UsageLedger ledger, AttemptStart attempt) throws Exception {
        return get(ledger.standing(attempt.claim())).tightest();
    }

    @Test
    void aUserMeetsTheirOwnLimitWhileOthersGoOn() throws Exception {
        try (var ledger = open(quotaOf(9, EACH), time)) {
            granted(ledger, attempt("ada", "", "cloud", 0));
            granted(ledger, attempt("ada", "", "cloud", 0));
            var status = refused(ledger, attempt("ada", "", "cloud", 0));
            assertThat(status.name()).isEqualTo(requests(LimitScope.USER, "ada"));
            assertThat(status.used()).isEqualTo(2);
            assertThat(status.limit()).isEqualTo(2);
            granted(ledger, attempt("ben", "", "cloud", 0));
        }
    }

    @Test
    void theUsersOfOneKeyShareItsLimit() throws Exception {
        try (var ledger = open(quotaOf(9, EACH), time)) {
            for (var user : new String[] {"ada", "ben", "cyd"}) {
                granted(ledger, attempt(user, "webui", "cloud", 0));
            }
            var status = refused(ledger, attempt("dan", "webui", "cloud", 0));
            assertThat(status.name()).isEqualTo(requests(LimitScope.KEY, "webui"));
            granted(ledger, attempt("dan", "", "cloud", 0));
        }
    }

    @Test
    void aKeyWithALimitOfItsOwnMeetsThatAndOthersGoOn() throws Exception {
        for (var limits : withoutAndWithALimitOfKeys()) {
            try (var ledger = open(quotaOf(20, limits), time)) {
                long before = get(ledger.quotaStatus()).used();
                get(ledger.release(granted(ledger, byKey("small", 1)), spent(0)));
                granted(ledger, byKey("small", 1));
                var status = refused(ledger, byKey("small", 1));
                assertThat(status.name()).isEqualTo(requests(LimitScope.KEY, "small"));
                assertThat(status.limit()).isEqualTo(1);
                assertThat(tightest(ledger, byKey("small", 1)).remaining()).isZero();
                granted(ledger, byKey("other", 0));
                assertThat(get(ledger.quotaStatus()).used()).isEqualTo(before + 2);
            }
            time.advance(Duration.ofDays(1));
        }
    }

    /** Where there is no limit of keys beside, and where there is one. */
    private static List<Limits> withoutAndWithALimitOfKeys() {
        return List.of(Limits.NONE, new Limits(0, 0, 0, 3, 0, Map.of(), 0, Set.of()));
    }

    private static List<String> shownOfKeys(UsageLedger ledger, KeyLimits keys) throws Exception {
        return get(ledger.summary(keys)).limits().stream()
                .filter(it -> it.status().name().scope() == LimitScope.KEY)
                .map(it ->
                        "%s %d/%d of %d"
                                .formatted(
                                        it.status().name().name(),
                                        it.status().used(),
                                        it.status().limit(),
                                        it.configured()))
                .toList();
    }

    @Test
    void keysWithLimitsOfTheirOwnAreShownAlsoWhereTheyTookNothing() throws Exception {
        var keys = KeyLimits.of(Map.of("small", 1L, "idle", 4L, "other", 0L));
        for (var limits : withoutAndWithALimitOfKeys()) {
            try (var ledger = open(quotaOf(20, limits), time)) {
                assertThat(shownOfKeys(ledger, keys))
                        .containsExactly("idle 0/4 of 4", "small 0/1 of 1");
                granted(ledger, byKey("small", 1));
                assertThat(shownOfKeys(ledger, keys))
                        .containsExactly("small 1/1 of 1", "idle 0/4 of 4");
                granted(ledger, byKey("other", 0));
                granted(ledger, byKey("other", 0));
                assertThat(shownOfKeys(ledger, keys))
                        .containsExactlyElementsOf(
                                limits.equals(Limits.NONE)
                                        ? List.of("small 1/1 of 1", "idle 0/4 of 4")
                                        : List.of(
                                                "other 2/3 of 3",
                                                "small 1/1 of 1",
                                                "idle 0/4 of 4"));
            }
            time.advance(Duration.ofDays(1));
        }
    }

    @Test
    void aGrantForAKeyStartsFromItsOwnLimitAndHoldsAtTheNextReservation() throws Exception {
        var keys = KeyLimits.of(Map.of("small", 1L));
        var small = requests(LimitScope.KEY, "small");
        for (var limits : withoutAndWithALimitOfKeys()) {
            try (var ledger = open(quotaOf(20, limits), time)) {
                granted(ledger, byKey("small", 1));
                refused(ledger, byKey("small", 1));
                var changed = get(ledger.change(new LimitChange(small, 1, true, "ops"), keys));
                assertThat(changed)
                        .isInstanceOfSatisfying(
                                LimitChanged.Done.class,
                                done -> {
                                    assertThat(done.before()).isEqualTo(1);
                                    assertThat(done.now().status().limit()).isEqualTo(2);
                                    assertThat(done.now().configured()).isEqualTo(1);
                                });
                granted(ledger, byKey("small", 1));
                assertThat(refused(ledger, byKey("small", 1)).limit()).isEqualTo(2);
                assertThat(shownOfKeys(ledger, keys)).containsExactly("small 2/2 of 1");

                get(ledger.change(new LimitChange(small, 0, false, "ops"), keys));
                assertThat(refused(ledger, byKey("small", 1)).limit()).isZero();

                time.advance(Duration.ofDays(1));
                assertThat(shownOfKeys(ledger, keys)).containsExactly("small 0/1 of 1");
                granted(ledger, byKey("small", 1));
                refused(ledger, byKey("small", 1));
            }
            time.advance(Duration.ofDays(1));
        }
    }

    @Test
    void theLimitOfAKeyThatIsNotThereAnyMoreIsNeitherShownNorChanged() throws Exception {
        var revoked = KeyLimits.of(Map.of("other", 0L));
        var small = new LimitChange(requests(LimitScope.KEY, "small"), 1, true, "ops");
        for (var limits : withoutAndWithALimitOfKeys()) {
            try (var ledger = open(quotaOf(20, limits), time)) {
                granted(ledger, byKey("small", 1));
                get(ledger.change(small, KeyLimits.of(Map.of("small", 1L))));
                assertThat(shownOfKeys(ledger, revoked)).isEmpty();
                assertThat(get(ledger.change(small, revoked)))
                        .isEqualTo(new LimitChanged.NoSuchLimit(small.limit()));
                assertThat(get(ledger.quotaStatus()).used()).as("what it took stays").isEqualTo(1);
            }
            time.advance(Duration.ofDays(1));
        }
    }

    @Test
    void aReserveIsShownAsWhatItLeavesToOthersAlsoWhereTheQuotaWasRaised() throws Exception {
        var limits = new Limits(0, 0, 0, 0, 0, Map.of(), 2, Set.of("boss"));
        try (var ledger = open(quotaOf(5, limits), time)) {
            granted(ledger, attempt("ada", "", "cloud", 0));
            get(ledger.change(new LimitChange(LimitName.GLOBAL_REQUESTS, 4, true, "ops")));
            assertThat(get(ledger.summary()).limits())
                    .extracting(
                            it -> it.status().name(),
                            it -> it.status().used(),
                            it -> it.status().limit(),
                            LimitStatus::configured)
                    .containsExactly(
                            tuple(LimitName.GLOBAL_REQUESTS, 1L, 9L, 5L),
                            tuple(LimitName.SHARED_REQUESTS, 1L, 7L, 3L));
        }
    }

    @Test
    void aModelsOwnLimitHoldsForOneThatIsNotMeteredAndTakesNoPlaceOfTheQuota() throws Exception {
        try (var ledger = open(quotaOf(9, EACH), time)) {
            var first = granted(ledger, attempt("ada", "", "local", 0));
            get(ledger.settle(first, spent(7)));
            var second = granted(ledger, attempt("ada", "", "local", 0));
            var status = refused(ledger, attempt("ada", "", "local", 0));
            assertThat(status.name()).isEqualTo(requests(LimitScope.MODEL, "local"));
            assertThat(get(ledger.quotaStatus()).used()).isZero();
            get(ledger.release(second, spent(0)));
            granted(ledger, attempt("ada", "", "local", 0));
            var summary = get(ledger.summary());
            assertThat(summary.requestsTotal()).isZero();
            assertThat(summary.tokensToday()).isEqualTo(7);
        }
    }

    @Test
    void whereOneLimitRefusesNothingIsTakenOfTheOthers() throws Exception {
        try (var ledger = open(quotaOf(9, EACH), time)) {
            granted(ledger, attempt("ada", "webui", "cloud", 0));
            granted(ledger, attempt("ada", "webui", "cloud", 0));
            for (int i = 0; i < 5; i++) {
                refused(ledger, attempt("ada", "webui", "cloud", 0));
            }
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(2);
            granted(ledger, attempt("ben", "webui", "cloud", 0));
        }
    }

    @Test
    void aReleasedPlaceIsFreeUnderAllLimits() throws Exception {
        try (var ledger = open(quotaOf(2, EACH), time)) {
            for (int i = 0; i < 5; i++) {
                granted(ledger, attempt("ada", "webui", "cloud", 0));
                var place = granted(ledger, attempt("ada", "webui", "cloud", 0));
                get(ledger.release(place, spent(0)));
                time.advance(Duration.ofDays(1));
            }
            var place = granted(ledger, attempt("ada", "webui", "cloud", 0));
            get(ledger.release(place, spent(0)));
            assertThat(tightest(ledger, attempt("ada", "webui", "cloud", 0)).used()).isZero();
        }
    }

    @Test
    void keptPlacesAreForTheirUsersAloneAndOthersAreRefusedBefore() throws Exception {
        var limits = new Limits(0, 0, 0, 0, 0, Map.of(), 2, Set.of("boss"));
        try (var ledger = open(quotaOf(3, limits), time)) {
            granted(ledger, attempt("ada", "", "cloud", 0));
            var status = refused(ledger, attempt("ada", "", "cloud", 0));
            assertThat(status.name()).isEqualTo(LimitName.SHARED_REQUESTS);
            assertThat(status.limit()).isEqualTo(1);
            granted(ledger, attempt("boss", "", "cloud", 0));
            granted(ledger, attempt("boss", "", "cloud", 0));
            var whole = refused(ledger, attempt("boss", "", "cloud", 0));
            assertThat(whole.name()).isEqualTo(LimitName.GLOBAL_REQUESTS);
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(3);
        }
    }

    @Test
    void anAttemptMayBeginWhileTokensAreLeftAndItsExpectedOnesCountUntilItEnds() throws Exception {
        try (var ledger = open(quotaOf(9, tokens(100, 0)), time)) {
            var first = granted(ledger, attempt("ada", "", "cloud", 99));
            var second = granted(ledger, attempt("ada", "", "cloud", 50));
            var status = refused(ledger, attempt("ben", "", "cloud", 1));
            assertThat(status.name().unit()).isEqualTo(LimitUnit.TOKENS);
            assertThat(status.used()).isEqualTo(149);
            get(ledger.settle(first, spent(20)));
            get(ledger.release(second, spent(0)));
            assertThat(
                            get(ledger.standing(attempt("ben", "", "cloud", 0).claim()))
                                    .tightest(LimitUnit.TOKENS)
                                    .orElseThrow()
                                    .used())
                    .isEqualTo(20);
            granted(ledger, attempt("ben", "", "cloud", 1));
        }
    }

    @Test
    void tokensOfAUserDoNotCountForAnother() throws Exception {
        try (var ledger = open(quotaOf(9, tokens(0, 10)), time)) {
            get(ledger.settle(granted(ledger, attempt("ada", "", "cloud", 5)), spent(30)));
            assertThat(refused(ledger, attempt("ada", "", "cloud", 5)).used()).isEqualTo(30);
            granted(ledger, attempt("ben", "", "cloud", 5));
        }
    }

    @Test
    void theTightestLimitIsShownOfThoseThatApply() throws Exception {
        try (var ledger = open(quotaOf(10, EACH), time)) {
            var admission =
                    (Admission.Granted) get(ledger.reserve(attempt("ada", "webui", "cloud", 0)));
            assertThat(admission.status().name()).isEqualTo(requests(LimitScope.USER, "ada"));
            assertThat(admission.status().percentage()).isEqualTo(0.5);
            assertThat(admission.standing().quota().used()).isEqualTo(1);
            assertThat(tightest(ledger, attempt("ben", "webui", "cloud", 0)).name())
                    .isEqualTo(requests(LimitScope.KEY, "webui"));
            assertThat(tightest(ledger, attempt("ben", "", "cloud", 0)).used()).isEqualTo(1);
        }
    }

    @Test
    void aLimitRaisedForTodayHoldsUntilTheWindowEnds() throws Exception {
        var ada = requests(LimitScope.USER, "ada");
        try (var ledger = open(quotaOf(1, EACH), time)) {
            granted(ledger, attempt("ada", "", "cloud", 0));
            refused(ledger, attempt("ada", "", "cloud", 0));
            var changed =
                    get(ledger.change(new LimitChange(LimitName.GLOBAL_REQUESTS, 5, false, "ops")));
            assertThat(changed).isInstanceOf(LimitChanged.Done.class);
            granted(ledger, attempt("ada", "", "cloud", 0));
            assertThat(refused(ledger, attempt("ada", "", "cloud", 0)).name()).isEqualTo(ada);
            get(ledger.change(new LimitChange(ada, 1, true, "ops")));
            granted(ledger, attempt("ada", "", "cloud", 0));
            refused(ledger, attempt("ada", "", "cloud", 0));
            assertThat(get(ledger.quotaStatus()).limit()).isEqualTo(5);
            assertThat(get(ledger.summary()).limits())
                    .filteredOn(LimitStatus::changed)
                    .extracting(it -> it.status().name(), it -> it.status().limit())
                    .containsExactly(tuple(LimitName.GLOBAL_REQUESTS, 5L), tuple(ada, 3L));

            time.advance(Duration.ofDays(1));
            assertThat(get(ledger.quotaStatus()).limit()).isEqualTo(1);
            assertThat(get(ledger.summary()).limits()).noneMatch(LimitStatus::changed);
        }
    }

    @Test
    void aLoweredLimitRefusesAtOnceAndTakesNothingBack() throws Exception {
        try (var ledger = open(quotaOf(5, Limits.NONE), time)) {
            granted(ledger, attempt("ada", "", "cloud", 0));
            granted(ledger, attempt("ada", "", "cloud", 0));
            get(ledger.change(new LimitChange(LimitName.GLOBAL_REQUESTS, 1, false, "ops")));
            var status = refused(ledger, attempt("ada", "", "cloud", 0));
            assertThat(status.used()).isEqualTo(2);
            assertThat(status.limit()).isEqualTo(1);
            assertThat(status.remaining()).isZero();
        }
    }

    @Test
    void whatIsNotLimitedCannotBeChangedAndNothingGrowsBeyondAllBounds() throws Exception {
        long most = LimitUnit.REQUESTS.most();
        try (var ledger = open(quotaOf(5, Limits.NONE), time)) {
            var ada = requests(LimitScope.USER, "ada");
            assertThat(get(ledger.change(new LimitChange(ada, 7, false, "ops"))))
                    .isEqualTo(new LimitChanged.NoSuchLimit(ada));
            var grant = new LimitChange(LimitName.GLOBAL_REQUESTS, most, true, "ops");
            assertThat(get(ledger.change(grant)))
                    .isEqualTo(new LimitChanged.TooLarge(LimitName.GLOBAL_REQUESTS, 5));
            assertThat(get(ledger.quotaStatus()).limit()).isEqualTo(5);
        }
    }

    @Test
    void standingOfAModelThatIsNotLimitedShowsTheQuota() throws Exception {
        try (var ledger = open(quotaOf(5, Limits.NONE), time)) {
            granted(ledger, attempt("ada", "", "cloud", 0));
            var standing = get(ledger.standing(new Claim("ada", "", "local", false)));
            assertThat(standing.tightest()).isEqualTo(get(ledger.quotaStatus()));
            assertThat(standing.tightest(LimitUnit.TOKENS)).isEmpty();
        }
    }

    @Test
    void whateverIsAskedForIsAnsweredAsCountingAllAttemptsAnewWould() throws Exception {
        long seed = new Random().nextLong();
        var limits =
                new Limits(
                        600,
                        12,
                        300,
                        14,
                        0,
                        Map.of("cloud", new ModelLimits(20, 0), "local", new ModelLimits(7, 0)),
                        5,
                        Set.of("boss"));
        try (var ledger = open(quotaOf(30, limits), time)) {
            var asked = new LimitsAtRandom(ledger, time, new Random(seed));
            for (int i = 0; i < 600; i++) {
                try {
                    asked.step();
                } catch (AssertionError wrong) {
                    throw new AssertionError("seed %d, step %d".formatted(seed, i), wrong);
                }
            }
            assertThat(asked.granted).as("granted; seed %d", seed).isPositive();
            assertThat(asked.refused).as("refused; seed %d", seed).isPositive();
            assertThat(asked.looked).as("looked; seed %d", seed).isPositive();
        }
    }

    /**
     * Each thread asks as its own user, two users to a key, all of one model; what is refused by
     * one limit must be there for the others.
     */
    @Test
    void manyThreadsTakeExactlyWhatAllLimitsTogetherAllow() throws Exception {
        var limits =
                new Limits(0, 10, 0, 15, 0, Map.of("cloud", new ModelLimits(55, 0)), 0, Set.of());
        try (var ledger = open(quotaOf(1_000, limits), time);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Admission>>();
            for (int i = 0; i < 400; i++) {
                int user = i % 8;
                var attempt = attempt("user" + user, "key" + user / 2, "cloud", 0);
                asked.add(threads.submit(() -> get(ledger.reserve(attempt))));
            }
            int granted = 0;
            for (var one : asked) {
                granted += one.get() instanceof Admission.Granted ? 1 : 0;
            }
            assertThat(granted).isEqualTo(55);
            assertThat(get(ledger.quotaStatus()).used()).isEqualTo(55);
            long ofUsers = 0;
            for (int user = 0; user < 8; user++) {
                var claim = new Claim("user" + user, "key" + user / 2, "cloud", true);
                for (var status : get(ledger.standing(claim)).limits()) {
                    assertThat(status.used()).isLessThanOrEqualTo(status.limit());
                    ofUsers += status.name().scope() == LimitScope.USER ? status.used() : 0;
                }
            }
            assertThat(ofUsers).isEqualTo(55);
        }
    }
}
