package dev.understudy.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.failure.CallFailure;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for every query, whatever happens to it. */
class ExecutionPolicyPropertyTest {
    private static final int QUERIES = 50_000;
    private static final String[] FAILURES = {
        "502",
        "slow",
        "503",
        "503/20s",
        "429/2h",
        "402",
        "402/1h",
        "401",
        "404",
        "broken",
        "tools",
        "thinking",
        "vision",
        "long",
        "400",
        "gone"
    };
    private static final QuotaStatus SPENT =
            new QuotaStatus(
                    9,
                    9,
                    0.8,
                    new QuotaWindow(
                            Instant.EPOCH, Instant.EPOCH.plusSeconds(86_400), ZoneOffset.UTC));

    @Test
    void everyQueryEndsWithinItsLimits() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("ExecutionPolicyPropertyTest: -Dseed=" + seed);
        var random = new Random(seed);
        for (int i = 0; i < QUERIES; i++) {
            new Query(random, "seed %d, query %d".formatted(seed, i)).run();
        }
    }

    /** One query with a random chain, random limits and random luck. */
    private static final class Query {
        private final Random random;
        private final String name;
        private final Chain chain;
        private final ExecutionLimits limits;
        private final ExecutionPolicy policy;
        private final List<Integer> called = new ArrayList<>();
        private Duration elapsed = Duration.ZERO;
        private int trims;
        private int adapted;
        private int continuations;

        Query(Random random, String name) {
            this.random = random;
            this.chain = randomChain(random);
            this.limits =
                    new ExecutionLimits(
                            1 + random.nextInt(6),
                            Duration.ofMillis(random.nextInt(3_000)),
                            1 + random.nextInt(4),
                            Duration.ofSeconds(1 + random.nextInt(400)),
                            true,
                            random.nextInt(5));
            var onExceeded = random.nextBoolean() ? OnExceeded.REJECT : OnExceeded.FALLBACK;
            this.policy = new ExecutionPolicy(chain, limits, onExceeded);
            this.name = "%s: %s, %s, %s".formatted(name, limits, onExceeded, chain);
        }

        private static Chain randomChain(Random random) {
            var models = new ArrayList<ModelProfile>();
            for (int i = 0, size = 1 + random.nextInt(5); i < size; i++) {
                boolean metered = random.nextBoolean();
                models.add(
                        new ModelProfile(
                                "m" + i,
                                "upstream",
                                "m" + i,
                                metered,
                                8_192,
                                Set.of(),
                                metered ? ModelClocks.CLOUD : ModelClocks.LOCAL));
            }
            return new Chain(models);
        }

        void run() {
            var decision = policy.begin();
            for (int steps = 0; !ends(decision.step()); steps++) {
                assertThat(steps).as("steps of %s", name).isLessThan(100);
                decision = step(decision);
            }
            assertThat(called.size()).as(name).isLessThanOrEqualTo(limits.maxAttempts());
        }

        private static boolean ends(NextStep step) {
            return step instanceof NextStep.Stop || step instanceof NextStep.Accept;
        }

        private Decision step(Decision decision) {
            return switch (decision.step()) {
                case NextStep.Attempt attempt -> attempt(decision, attempt);
                case NextStep.Adapt(var without) -> {
                    assertThat(without.size()).as(name).isGreaterThan(adapted);
                    adapted = without.size();
                    yield callFails(decision);
                }
                case NextStep.Trim() -> {
                    assertThat(++trims).as("trims in an attempt of %s", name).isOne();
                    yield callFails(decision);
                }
                case NextStep.Continue() -> {
                    assertThat(++continuations)
                            .as("continuations of %s", name)
                            .isLessThanOrEqualTo(limits.continuations());
                    yield callEnds(decision);
                }
                case NextStep.Accept(), NextStep.Stop _ -> throw new IllegalStateException(name);
            };
        }

        private Decision attempt(Decision decision, NextStep.Attempt attempt) {
            elapsed = elapsed.plus(attempt.delay());
            check(attempt);
            boolean metered = attempt.model().metered();
            int luck = random.nextInt(8);
            if (luck == 0 && !attempt.insist()) {
                var retryIn = Duration.ofSeconds(1 + random.nextInt(600));
                return policy.next(decision.state(), new Happened.Denied(retryIn), elapsed);
            }
            if (luck == 1 && metered) {
                return policy.next(decision.state(), new Happened.NoPlaceLeft(SPENT), elapsed);
            }
            if (luck == 2 && metered) {
                return policy.next(decision.state(), new Happened.CannotCount(), elapsed);
            }
            called.add(attempt.index());
            trims = 0;
            adapted = attempt.without().size();
            return callEnds(decision);
        }

        private Decision callEnds(Decision decision) {
            if (random.nextInt(4) > 0) {
                return callFails(decision);
            }
            var took = Duration.ofMillis(random.nextInt(60_000));
            elapsed = elapsed.plus(took);
            var cut = new Happened.CutByLength(random.nextInt(4) > 0, took, took);
            var next = policy.next(decision.state(), cut, elapsed);
            if (next.step() instanceof NextStep.Continue) {
                assertThat(elapsed.plus(took)).as(name).isLessThan(limits.queryTimeout());
            }
            return next;
        }

        private Decision callFails(Decision decision) {
            elapsed = elapsed.plusMillis(random.nextInt(60_000));
            CallFailure failure = PolicyStory.failure(FAILURES[random.nextInt(FAILURES.length)]);
            int luck = random.nextInt(14);
            var seen = luck == 0 ? Seen.FINAL : luck < 3 ? Seen.TEXT : Seen.NOTHING;
            var next =
                    policy.next(decision.state(), new Happened.CallFailed(failure, seen), elapsed);
            boolean again = next.step() instanceof NextStep.Trim && continuations > 0;
            if (seen == Seen.FINAL || (seen == Seen.TEXT && decision.state().rescued() && !again)) {
                assertThat(next.step()).as(name).isInstanceOf(NextStep.Stop.class);
            }
            return next;
        }

        private void check(NextStep.Attempt attempt) {
            int index = attempt.index();
            int last = chain.lastIndex();
            assertThat(attempt.number()).as(name).isEqualTo(called.size() + 1);
            assertThat(attempt.number()).as(name).isLessThanOrEqualTo(limits.maxAttempts());
            assertThat(elapsed)
                    .as("begin of an attempt of %s", name)
                    .isLessThan(limits.queryTimeout());
            assertThat(attempt.model()).as(name).isEqualTo(chain.get(index));
            if (!called.isEmpty()) {
                assertThat(index)
                        .as("never back: %s", name)
                        .isGreaterThanOrEqualTo(called.getLast());
                if (index != called.getLast()) {
                    assertThat(attempt.delay()).as("change of model: %s", name).isZero();
                }
            } else {
                assertThat(attempt.delay()).as("first attempt: %s", name).isZero();
            }
            if (limits.maxAttempts() > 1 && attempt.number() == limits.maxAttempts()) {
                assertThat(index).as("last attempt: %s", name).isEqualTo(last);
            }
            if (index > 0 && index < last) {
                assertThat(called).as("one try in the middle: %s", name).doesNotContain(index);
            }
            assertThat(attempt.insist())
                    .as("insist: %s", name)
                    .isEqualTo(index == last && called.contains(last));
            assertThat(elapsed.plus(attempt.clocks().attempt()))
                    .as(name)
                    .isLessThanOrEqualTo(limits.queryTimeout());
        }
    }
}
