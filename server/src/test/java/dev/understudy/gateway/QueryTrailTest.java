package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Cause;
import dev.understudy.execution.ExecutionLimits;
import dev.understudy.execution.ExecutionPolicy;
import dev.understudy.execution.Happened;
import dev.understudy.execution.NextStep;
import dev.understudy.execution.Outcome;
import dev.understudy.execution.Refusal;
import dev.understudy.failure.CallFailure;
import dev.understudy.model.Capability;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.quota.OnExceeded;
import dev.understudy.time.ManualTime;
import dev.understudy.usage.Trail;
import dev.understudy.usage.TrailEntry;
import dev.understudy.usage.TrailEvent;
import dev.understudy.usage.TrailEvent.Obstacle;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTrailTest {
    private static final ModelProfile CLOUD =
            new ModelProfile("cloud", "ollama", "cloud", true, 8192, Set.of(), ModelClocks.CLOUD);

    private final ManualTime time = new ManualTime(Instant.EPOCH);
    private final QueryTrail trail = new QueryTrail(time);

    private static NextStep.Attempt attempt() {
        var limits = new ExecutionLimits(3, Duration.ZERO, 2, Duration.ofSeconds(280));
        var policy = new ExecutionPolicy(new Chain(List.of(CLOUD)), limits, OnExceeded.REJECT);
        return (NextStep.Attempt) policy.begin().step();
    }

    private List<TrailEvent> events(Outcome outcome) {
        return trail.stopped(outcome).entries().stream().map(TrailEntry::event).toList();
    }

    @Test
    void eachEntrySaysHowLongAfterTheQuestionItWas() {
        trail.began(attempt(), false);
        time.advance(Duration.ofMillis(1_500));
        trail.succeeded(attempt(), new TokenUsage(3, 4, false));
        time.advance(Duration.ofMillis(20));
        assertThat(trail.stopped(new Outcome.Answered("cloud")).entries())
                .extracting(TrailEntry::millis)
                .containsExactly(0L, 1_500L, 1_520L);
    }

    @Test
    void whatStoodInAModelsWayIsNamed() {
        trail.passedOver(attempt(), new Happened.Denied(Duration.ofSeconds(29)));
        trail.passedOver(attempt(), new Happened.CannotCount());
        assertThat(events(new Outcome.Failed(Cause.NONE_AVAILABLE, Duration.ZERO)))
                .containsExactly(
                        new TrailEvent.PassedOver("cloud", Obstacle.BREAKER_OPEN, 29_000L),
                        new TrailEvent.PassedOver("cloud", Obstacle.LEDGER_UNUSABLE, null),
                        new TrailEvent.Stopped("failed", "none_available"));
    }

    @Test
    void turnsLeftOutAreSaidOnceForCallsThatAreAlike() {
        trail.sent(CLOUD, 0);
        trail.sent(CLOUD, 2);
        trail.sent(CLOUD, 2);
        trail.trimmed(CLOUD, 5);
        trail.sent(CLOUD, 5);
        assertThat(events(new Outcome.Refused(Refusal.CONTEXT_TOO_LONG)))
                .containsExactly(
                        new TrailEvent.TurnsLeftOut("cloud", 2),
                        new TrailEvent.Trimmed("cloud", 5),
                        new TrailEvent.Stopped("refused", "context_too_long"));
    }

    @Test
    void whatIsDoneWithoutIsListedInOrder() {
        trail.adapted(CLOUD, EnumSet.of(Capability.VISION, Capability.TOOLS));
        assertThat(events(new Outcome.Cancelled()))
                .startsWith(new TrailEvent.Adapted("cloud", List.of("tools", "vision")));
    }

    @Test
    void whatDoesNotFitIsCountedAndTheEndAlwaysFits() {
        for (int i = 0; i < 100; i++) {
            trail.failed(attempt(), new CallFailure.ContextTooLong(), TokenUsage.NONE);
        }
        var events = events(new Outcome.Cancelled());
        assertThat(events)
                .hasSize(Trail.MOST_ENTRIES)
                .endsWith(
                        new TrailEvent.LeftOut(100 - (Trail.MOST_ENTRIES - 2)),
                        new TrailEvent.Stopped("cancelled", null));
    }

    @Test
    void aBusyTeamDoesNotCrowdOutTheAttempts() {
        for (int i = 0; i < 100; i++) {
            trail.step(new AgentStep.ToolUsed("calculate the secret"));
        }
        trail.began(attempt(), true);
        var events = events(new Outcome.LimitReached("enough"));
        assertThat(events).filteredOn(TrailEvent.TeamStep.class::isInstance).hasSize(32);
        assertThat(events)
                .endsWith(
                        new TrailEvent.AttemptBegan(1, "cloud", true),
                        new TrailEvent.Rescued("cloud"),
                        new TrailEvent.LeftOut(68),
                        new TrailEvent.Stopped("limit_reached", null));
        assertThat(events.toString()).doesNotContain("secret");
    }
}
