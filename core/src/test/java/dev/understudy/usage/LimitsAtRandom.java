package dev.understudy.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Admission;
import dev.understudy.quota.Claim;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.LimitChange;
import dev.understudy.quota.LimitName;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.LimitUnit;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.Reservation;
import dev.understudy.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Uses a ledger at random, and says beforehand what it must answer: by counting all attempts of the
 * window anew each time, as nobody would who cared about speed.
 */
final class LimitsAtRandom {
    private static final String[] USERS = {"ada", "ben", "boss"};
    private static final String[] KEYS = {"", "webui", "script"};
    private static final long OF_SCRIPT = 9;
    private static final KeyLimits LIMITS_OF_KEYS =
            KeyLimits.of(Map.of("webui", 0L, "script", OF_SCRIPT));
    private static final String[] MODELS = {"cloud", "other", "local"};

    /** An attempt that was let in. */
    private record Taken(AttemptStart start, Reservation reservation, long day) {}

    private record Counted(AttemptStart start, long tokens, long day) {}

    private final UsageLedger ledger;
    private final ManualTime time;
    private final Random random;
    private final List<Taken> outstanding = new ArrayList<>();
    private final List<Counted> ended = new ArrayList<>();
    private final Map<LimitName, Long> changed = new HashMap<>();
    private long day;
    int granted;
    int refused;
    int looked;

    LimitsAtRandom(UsageLedger ledger, ManualTime time, Random random) {
        this.ledger = ledger;
        this.time = time;
        this.random = random;
    }

    void step() throws Exception {
        switch (random.nextInt(21)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> reserve();
            case 11, 12, 13, 14 -> end(true);
            case 15, 16, 17 -> end(false);
            case 18 -> change();
            case 19 -> look();
            default -> {
                if (random.nextInt(6) == 0) {
                    time.advance(Duration.ofDays(1));
                    day++;
                    changed.clear();
                }
            }
        }
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static <T> T one(T[] of, Random random) {
        return of[random.nextInt(of.length)];
    }

    private void reserve() throws Exception {
        var model = one(MODELS, random);
        var key = one(KEYS, random);
        var start =
                new AttemptStart(
                        "q",
                        1,
                        model,
                        !model.equals("local"),
                        one(USERS, random),
                        "chat",
                        time.instant(),
                        key,
                        key.equals("script") ? OF_SCRIPT : 0,
                        random.nextInt(40));
        boolean fits = limitsOf(start.claim()).stream().allMatch(this::hasRoom);
        var admission = get(ledger.reserve(start));
        if (fits) {
            assertThat(admission).isInstanceOf(Admission.Granted.class);
            var given = (Admission.Granted) admission;
            outstanding.add(new Taken(start, given.reservation(), day));
            // What the attempt may cost itself is not told to anybody as used.
            given.standing().limits().forEach(status -> check(status, start.expectedTokens()));
            granted++;
        } else {
            assertThat(admission).isInstanceOf(Admission.Spent.class);
            var status = ((Admission.Spent) admission).status();
            check(status);
            assertThat(status.used()).isGreaterThanOrEqualTo(status.limit());
            refused++;
        }
    }

    private void check(QuotaStatus status) {
        check(status, 0);
    }

    private void check(QuotaStatus status, long untold) {
        boolean tokens = status.name().unit() == LimitUnit.TOKENS;
        assertThat(status.used())
                .as("used of %s", status.name())
                .isEqualTo(used(status.name()) - (tokens ? untold : 0));
        assertThat(status.limit()).as("%s", status.name()).isEqualTo(size(status.name()));
    }

    private boolean hasRoom(LimitName limit) {
        return used(limit) < size(limit);
    }

    /** The limits of {@link LimitsContract}, once more and in other words. */
    private static List<LimitName> limitsOf(Claim claim) {
        var all = new ArrayList<LimitName>();
        if (claim.metered()) {
            all.add(
                    claim.user().equals("boss")
                            ? LimitName.GLOBAL_REQUESTS
                            : LimitName.SHARED_REQUESTS);
            all.add(new LimitName(LimitScope.GLOBAL, "", LimitUnit.TOKENS));
            all.add(new LimitName(LimitScope.USER, claim.user(), LimitUnit.REQUESTS));
            all.add(new LimitName(LimitScope.USER, claim.user(), LimitUnit.TOKENS));
            if (!claim.key().isEmpty()) {
                all.add(new LimitName(LimitScope.KEY, claim.key(), LimitUnit.REQUESTS));
            }
        }
        if (!claim.model().equals("other")) {
            all.add(new LimitName(LimitScope.MODEL, claim.model(), LimitUnit.REQUESTS));
        }
        return all;
    }

    private long size(LimitName limit) {
        return switch (limit.scope()) {
            case GLOBAL ->
                    limit.unit() == LimitUnit.TOKENS
                            ? changed.getOrDefault(limit, 600L)
                            : changed.getOrDefault(limit, 30L);
            case SHARED -> Math.max(0, changed.getOrDefault(LimitName.GLOBAL_REQUESTS, 30L) - 5);
            case USER -> changed.getOrDefault(limit, limit.unit() == LimitUnit.TOKENS ? 300L : 12L);
            case KEY ->
                    changed.getOrDefault(limit, limit.name().equals("script") ? OF_SCRIPT : 14L);
            case MODEL -> changed.getOrDefault(limit, limit.name().equals("local") ? 7L : 20L);
        };
    }

    private long used(LimitName limit) {
        long sum = 0;
        for (var taken : outstanding) {
            if (taken.day() == day && counts(limit, taken.start().claim())) {
                sum += limit.unit() == LimitUnit.TOKENS ? taken.start().expectedTokens() : 1;
            }
        }
        for (var counted : ended) {
            if (counted.day() == day && counts(limit, counted.start().claim())) {
                sum += limit.unit() == LimitUnit.TOKENS ? counted.tokens() : 1;
            }
        }
        return sum;
    }

    private static boolean counts(LimitName limit, Claim claim) {
        return switch (limit.scope()) {
            case GLOBAL, SHARED -> claim.metered();
            case USER -> claim.metered() && claim.user().equals(limit.name());
            case KEY -> claim.metered() && claim.key().equals(limit.name());
            case MODEL -> claim.model().equals(limit.name());
        };
    }

    private void end(boolean sent) throws Exception {
        if (outstanding.isEmpty()) {
            return;
        }
        var taken = outstanding.remove(random.nextInt(outstanding.size()));
        long tokens = sent ? random.nextInt(60) : 0;
        var end = new AttemptEnd(time.instant(), "ok", new TokenUsage(tokens, 0, false));
        if (sent) {
            get(ledger.settle(taken.reservation(), end));
            ended.add(new Counted(taken.start(), tokens, taken.day()));
        } else {
            get(ledger.release(taken.reservation(), end));
        }
    }

    private void change() throws Exception {
        var claim = new Claim(one(USERS, random), one(KEYS, random), one(MODELS, random), true);
        var limits = limitsOf(claim);
        var limit = limits.get(random.nextInt(limits.size()));
        if (limit.scope() == LimitScope.SHARED) {
            limit = LimitName.GLOBAL_REQUESTS;
        }
        boolean grant = random.nextBoolean();
        long amount = 1L + random.nextInt(limit.unit() == LimitUnit.TOKENS ? 400 : 20);
        long now = grant ? size(limit) + amount : amount;
        get(ledger.change(new LimitChange(limit, amount, grant, "test"), LIMITS_OF_KEYS));
        changed.put(limit, now);
    }

    /** Whatever is shown is right, and the key with a limit of its own is always there. */
    private void look() throws Exception {
        var shown = get(ledger.summary(LIMITS_OF_KEYS)).limits();
        assertThat(shown)
                .extracting(it -> it.status().name())
                .doesNotHaveDuplicates()
                .contains(
                        LimitName.GLOBAL_REQUESTS,
                        LimitName.SHARED_REQUESTS,
                        new LimitName(LimitScope.KEY, "script", LimitUnit.REQUESTS));
        shown.forEach(it -> check(it.status()));
        looked++;
    }
}
