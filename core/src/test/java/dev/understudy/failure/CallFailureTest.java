package dev.understudy.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.failure.CallFailure.AccessDenied;
import dev.understudy.failure.CallFailure.BrokenAnswer;
import dev.understudy.failure.CallFailure.Cancelled;
import dev.understudy.failure.CallFailure.CapabilityMissing;
import dev.understudy.failure.CallFailure.ContextTooLong;
import dev.understudy.failure.CallFailure.InvalidRequest;
import dev.understudy.failure.CallFailure.ModelNotFound;
import dev.understudy.failure.CallFailure.Overloaded;
import dev.understudy.failure.CallFailure.ProviderQuotaSpent;
import dev.understudy.failure.CallFailure.TooSlow;
import dev.understudy.failure.CallFailure.Unreachable;
import dev.understudy.model.Capability;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The failure table of the design, row by row. */
class CallFailureTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private record Row(CallFailure failure, Remedy remedy, boolean counts, String summary) {}

    private static final List<Row> TABLE =
            List.of(
                    row(
                            Unreachable.status(502),
                            new Remedy.Retry(),
                            true,
                            "unreachable (HTTP 502)"),
                    row(
                            new Unreachable("refused"),
                            new Remedy.Retry(),
                            true,
                            "unreachable (refused)"),
                    row(slow(FailureClock.CONNECT), new Remedy.Retry(), true, "too slow (connect)"),
                    row(
                            slow(FailureClock.FIRST_TOKEN),
                            new Remedy.Retry(),
                            true,
                            "too slow (first token)"),
                    row(slow(FailureClock.SILENCE), new Remedy.Retry(), true, "too slow (silence)"),
                    row(slow(FailureClock.ATTEMPT), new Remedy.Retry(), true, "too slow (attempt)"),
                    row(slow(FailureClock.QUERY), new Remedy.Retry(), false, "too slow (query)"),
                    row(
                            new Overloaded(503, null),
                            new Remedy.Retry(),
                            true,
                            "overloaded (HTTP 503)"),
                    row(
                            new Overloaded(429, MINUTE),
                            new Remedy.RetryAfter(MINUTE),
                            true,
                            "overloaded (HTTP 429)"),
                    row(
                            new ProviderQuotaSpent(402, null),
                            new Remedy.NextModel(null),
                            true,
                            "provider quota spent (HTTP 402)"),
                    row(
                            new ProviderQuotaSpent(429, MINUTE),
                            new Remedy.NextModel(MINUTE),
                            true,
                            "provider quota spent (HTTP 429)"),
                    row(
                            new AccessDenied(401),
                            new Remedy.NextModel(null),
                            true,
                            "access denied (HTTP 401)"),
                    row(
                            new AccessDenied(403),
                            new Remedy.NextModel(null),
                            true,
                            "access denied (HTTP 403)"),
                    row(
                            new ModelNotFound(),
                            new Remedy.NextModel(null),
                            true,
                            "model not found (HTTP 404)"),
                    row(
                            broken(Defect.BAD_LINE),
                            new Remedy.Retry(),
                            true,
                            "broken answer (bad line)"),
                    row(broken(Defect.NO_END), new Remedy.Retry(), true, "broken answer (no end)"),
                    row(broken(Defect.EMPTY), new Remedy.Retry(), true, "broken answer (empty)"),
                    row(
                            broken(Defect.ERROR_LINE),
                            new Remedy.Retry(),
                            true,
                            "broken answer (error line)"),
                    row(
                            broken(Defect.TOO_LARGE),
                            new Remedy.Retry(),
                            true,
                            "broken answer (too large)"),
                    row(
                            cannot(Capability.TOOLS),
                            new Remedy.Adapt(Capability.TOOLS),
                            false,
                            "capability missing (tools)"),
                    row(
                            cannot(Capability.THINKING),
                            new Remedy.Adapt(Capability.THINKING),
                            false,
                            "capability missing (thinking)"),
                    row(
                            cannot(Capability.VISION),
                            new Remedy.Adapt(Capability.VISION),
                            false,
                            "capability missing (vision)"),
                    row(new ContextTooLong(), new Remedy.Trim(), false, "context too long"),
                    row(
                            new InvalidRequest(400),
                            new Remedy.Stop(),
                            false,
                            "invalid request (HTTP 400)"),
                    row(new Cancelled(), new Remedy.Stop(), false, "cancelled"));

    private static Row row(CallFailure failure, Remedy remedy, boolean counts, String summary) {
        return new Row(failure, remedy, counts, summary);
    }

    private static CallFailure slow(FailureClock clock) {
        return new TooSlow(clock);
    }

    private static CallFailure broken(Defect defect) {
        return new BrokenAnswer(defect);
    }

    private static CallFailure cannot(Capability capability) {
        return new CapabilityMissing(capability);
    }

    @Test
    void eachKindSaysWhatHelpsWhetherItCountsAndWhatItIs() {
        for (var row : TABLE) {
            assertThat(
                            new Row(
                                    row.failure(),
                                    row.failure().remedy(),
                                    row.failure().countsForHealth(),
                                    row.failure().summary()))
                    .isEqualTo(row);
        }
    }

    @Test
    void everyKindHasItsRow() {
        Set<Class<?>> missing = new HashSet<>(List.of(CallFailure.class.getPermittedSubclasses()));
        TABLE.forEach(row -> missing.remove(row.failure().getClass()));
        assertThat(missing).isEmpty();
    }

    @Test
    void summariesAreTheSameWhateverTheMachinesLocale() {
        var before = Locale.getDefault();
        try {
            for (var tag : List.of("tr-TR", "ar-EG", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                for (var row : TABLE) {
                    assertThat(row.failure().summary()).as(tag).isEqualTo(row.summary());
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
