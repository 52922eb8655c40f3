package dev.understudy.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void everyOutcomeHasItsNameInTheApi() {
        var window =
                new QuotaWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(86_400), ZoneOffset.UTC);
        List<Outcome> all =
                List.of(
                        new Outcome.Answered("cloud"),
                        new Outcome.AnsweredByFallback("local"),
                        new Outcome.AnsweredOffline(),
                        new Outcome.LimitReached("25 turns"),
                        new Outcome.QuotaSpent(new QuotaStatus(1, 1, 0.8, window)),
                        new Outcome.Refused(Refusal.TOO_BUSY),
                        new Outcome.Failed(Cause.TOO_SLOW, Duration.ZERO),
                        new Outcome.Cancelled());
        assertThat(all)
                .extracting(Outcome::wireName)
                .containsExactly(
                        "answered",
                        "answered_by_fallback",
                        "answered_offline",
                        "limit_reached",
                        "quota_spent",
                        "refused",
                        "failed",
                        "cancelled");
    }
}
