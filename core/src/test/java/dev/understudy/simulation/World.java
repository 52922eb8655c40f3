package dev.understudy.simulation;

import dev.understudy.failure.CallFailure;
import dev.understudy.failure.Defect;
import dev.understudy.failure.FailureClock;
import dev.understudy.model.Capability;
import dev.understudy.model.ModelClocks;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How the upstreams behave in one schedule: each model has stretches in which every call fails, and
 * between them a share of calls that fail by chance.
 */
final class World {
    /**
     * What becomes of one call.
     *
     * @param after how long it takes
     * @param failure null when it goes well
     * @param visible whether text was seen before it ended
     * @param reached whether a byte of it reached the upstream
     */
    record Fate(Duration after, @Nullable CallFailure failure, boolean visible, boolean reached) {
        /** The same, unless the attempt's clock runs out before. */
        Fate within(Duration left) {
            return after.compareTo(left) <= 0
                    ? this
                    : new Fate(
                            left, new CallFailure.TooSlow(FailureClock.ATTEMPT), visible, reached);
        }
    }

    private final RandomGenerator random;
    private final double[] badShare;
    private final long[] badUntil;
    private boolean healed;

    World(RandomGenerator random, int models) {
        this.random = random;
        this.badShare = new double[models];
        this.badUntil = new long[models];
        for (int i = 0; i < models; i++) {
            badShare[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.6;
        }
    }

    /** From now on every call goes well. */
    void heal() {
        healed = true;
    }

    Fate call(int model, long now, ModelClocks clocks) {
        if (healed) {
            return new Fate(millis(1, 500), null, true, true);
        }
        if (now >= badUntil[model] && random.nextInt(12) == 0) {
            badUntil[model] = now + Duration.ofSeconds(random.nextInt(1, 300)).toNanos();
        }
        boolean bad = now < badUntil[model] || random.nextDouble() < badShare[model];
        return bad ? failing(clocks) : new Fate(millis(1, 5_000), null, true, true);
    }

    private Fate failing(ModelClocks clocks) {
        boolean visible = random.nextInt(5) == 0;
        return switch (random.nextInt(12)) {
            case 0 -> new Fate(millis(1, 50), new CallFailure.Unreachable("refused"), false, false);
            case 1 -> new Fate(millis(1, 50), CallFailure.Unreachable.status(502), false, true);
            case 2 ->
                    new Fate(
                            clocks.firstToken(),
                            new CallFailure.TooSlow(FailureClock.FIRST_TOKEN),
                            false,
                            true);
            case 3 ->
                    new Fate(
                            min(clocks.silence(), clocks.attempt()),
                            new CallFailure.TooSlow(FailureClock.SILENCE),
                            visible,
                            true);
            case 4 ->
                    new Fate(
                            millis(1, 50),
                            new CallFailure.Overloaded(
                                    429, Duration.ofSeconds(random.nextInt(0, 400))),
                            false,
                            true);
            case 5 -> new Fate(millis(1, 50), new CallFailure.Overloaded(503, null), false, true);
            case 6 ->
                    new Fate(
                            millis(1, 50),
                            new CallFailure.ProviderQuotaSpent(
                                    429,
                                    random.nextBoolean()
                                            ? null
                                            : Duration.ofSeconds(random.nextInt(1, 4_000))),
                            false,
                            true);
            case 7 -> new Fate(millis(1, 50), new CallFailure.AccessDenied(401), false, true);
            case 8 ->
                    new Fate(
                            millis(1, 50),
                            new CallFailure.CapabilityMissing(pick(Capability.values())),
                            false,
                            true);
            case 9 -> new Fate(millis(1, 50), new CallFailure.ContextTooLong(), false, true);
            case 10 ->
                    random.nextInt(4) == 0
                            ? new Fate(
                                    millis(1, 50), new CallFailure.InvalidRequest(422), false, true)
                            : new Fate(millis(1, 50), new CallFailure.ModelNotFound(), false, true);
            default ->
                    new Fate(
                            min(millis(1, 20_000), clocks.attempt()),
                            new CallFailure.BrokenAnswer(pick(Defect.values())),
                            visible,
                            true);
        };
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private Duration millis(int from, int to) {
        return Duration.ofMillis(random.nextInt(from, to));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
