package dev.understudy.simulation;

import dev.understudy.chat.FinishReason;
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
 * between them a share of calls that fail by chance, before their first word or behind any of them.
 * A model that is asked to go on repeats nothing, its last words or all of them; some refuse to be
 * asked so.
 */
final class World {
    /** As many characters as no seam takes for chance. */
    private static final int SURELY_REPEATED = 12;

    /**
     * What becomes of one call.
     *
     * @param after how long it takes
     * @param said what it says until then
     * @param failure null when it goes well
     * @param finish why it stopped, where it went well
     * @param reached whether a byte of it reached the upstream
     */
    record Fate(
            Duration after,
            String said,
            @Nullable CallFailure failure,
            FinishReason finish,
            boolean reached) {
        /** The same, unless the attempt's clock runs out before. */
        Fate within(Duration left) {
            return after.compareTo(left) <= 0
                    ? this
                    : new Fate(
                            left,
                            said,
                            new CallFailure.TooSlow(FailureClock.ATTEMPT),
                            finish,
                            reached);
        }

        /** The tokens of it, as an upstream counts them: it has none for what said nothing. */
        long tokens() {
            return said.isEmpty() ? 0 : said.length() / 4 + 1;
        }
    }

    private final RandomGenerator random;
    private final double[] badShare;
    private final long[] badUntil;
    private final boolean[] refusesPrefill;
    private boolean healed;

    World(RandomGenerator random, int models) {
        this.random = random;
        this.badShare = new double[models];
        this.badUntil = new long[models];
        this.refusesPrefill = new boolean[models];
        for (int i = 0; i < models; i++) {
            badShare[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.6;
            refusesPrefill[i] = random.nextInt(4) == 0;
        }
    }

    /** From now on every call goes well. */
    void heal() {
        healed = true;
    }

    /**
     * @param text all that is to be said
     * @param saidBefore what the model is asked to go on from; empty for nothing
     * @param toldToGoOn whether it is told so in words
     */
    Fate call(
            int model,
            long now,
            ModelClocks clocks,
            String text,
            String saidBefore,
            boolean toldToGoOn) {
        if (!saidBefore.isEmpty() && !toldToGoOn && refusesPrefill[model]) {
            return failed(millis(1, 50), "", new CallFailure.InvalidRequest(400));
        }
        var rest = text.substring(begin(saidBefore));
        if (healed) {
            return new Fate(millis(1, 500), rest, null, FinishReason.STOP, true);
        }
        if (now >= badUntil[model] && random.nextInt(12) == 0) {
            badUntil[model] = now + Duration.ofSeconds(random.nextInt(1, 300)).toNanos();
        }
        boolean bad = now < badUntil[model] || random.nextDouble() < badShare[model];
        return bad ? failing(clocks, rest) : well(rest);
    }

    private int begin(String saidBefore) {
        int said = saidBefore.length();
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> said <= SURELY_REPEATED ? 0 : random.nextInt(0, said - SURELY_REPEATED + 1);
            default -> said;
        };
    }

    private Fate well(String rest) {
        boolean cut = rest.length() > 1 && random.nextInt(4) == 0;
        return new Fate(
                millis(1, 5_000),
                cut ? rest.substring(0, random.nextInt(1, rest.length())) : rest,
                null,
                cut ? FinishReason.LENGTH : FinishReason.STOP,
                true);
    }

    private Fate failing(ModelClocks clocks, String rest) {
        var said =
                rest.isEmpty() || random.nextBoolean()
                        ? ""
                        : rest.substring(0, random.nextInt(1, rest.length() + 1));
        return said.isEmpty() ? failingAtOnce(clocks) : breakingOff(clocks, said);
    }

    private Fate failingAtOnce(ModelClocks clocks) {
        return switch (random.nextInt(13)) {
            case 0 ->
                    new Fate(
                            millis(1, 50),
                            "",
                            new CallFailure.Unreachable("refused"),
                            FinishReason.STOP,
                            false);
            case 1 -> failed(millis(1, 50), "", CallFailure.Unreachable.status(502));
            case 2 ->
                    failed(
                            clocks.firstToken(),
                            "",
                            new CallFailure.TooSlow(FailureClock.FIRST_TOKEN));
            case 3 -> failed(clocks.connect(), "", new CallFailure.TooSlow(FailureClock.CONNECT));
            case 4 ->
                    failed(
                            millis(1, 50),
                            "",
                            new CallFailure.Overloaded(
                                    429, Duration.ofSeconds(random.nextInt(0, 400))));
            case 5 -> failed(millis(1, 50), "", new CallFailure.Overloaded(503, null));
            case 6 ->
                    failed(
                            millis(1, 50),
                            "",
                            new CallFailure.ProviderQuotaSpent(
                                    429,
                                    random.nextBoolean()
                                            ? null
                                            : Duration.ofSeconds(random.nextInt(1, 4_000))));
            case 7 -> failed(millis(1, 50), "", new CallFailure.AccessDenied(401));
            case 8 ->
                    failed(
                            millis(1, 50),
                            "",
                            new CallFailure.CapabilityMissing(pick(Capability.values())));
            case 9 -> failed(millis(1, 50), "", new CallFailure.ContextTooLong());
            case 10 ->
                    random.nextInt(4) == 0
                            ? failed(millis(1, 50), "", new CallFailure.InvalidRequest(422))
                            : failed(millis(1, 50), "", new CallFailure.ModelNotFound());
            case 11 -> failed(millis(1, 50), "", new CallFailure.Unreachable("connection lost"));
            default -> brokenAnswer(clocks, "");
        };
    }

    private Fate breakingOff(ModelClocks clocks, String said) {
        return switch (random.nextInt(4)) {
            case 0 ->
                    failed(
                            min(clocks.silence(), clocks.attempt()),
                            said,
                            new CallFailure.TooSlow(FailureClock.SILENCE));
            case 1 -> failed(clocks.attempt(), said, new CallFailure.TooSlow(FailureClock.ATTEMPT));
            case 2 ->
                    failed(
                            min(millis(1, 20_000), clocks.attempt()),
                            said,
                            new CallFailure.Unreachable("connection lost"));
            default -> brokenAnswer(clocks, said);
        };
    }

    private Fate brokenAnswer(ModelClocks clocks, String said) {
        return failed(
                min(millis(1, 20_000), clocks.attempt()),
                said,
                new CallFailure.BrokenAnswer(pick(Defect.values())));
    }

    private static Fate failed(Duration after, String said, CallFailure failure) {
        return new Fate(after, said, failure, FinishReason.STOP, true);
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
