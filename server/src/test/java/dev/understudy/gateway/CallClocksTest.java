package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.execution.NextStep;
import dev.understudy.failure.FailureClock;
import dev.understudy.model.Capability;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallClocksTest {
    private static final ModelClocks OWN = clocks(45, 60, 240);

    private static ModelClocks clocks(int firstToken, int silence, int attempt) {
        return new ModelClocks(seconds(5), seconds(firstToken), seconds(silence), seconds(attempt));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static long at(int second) {
        return seconds(second).toNanos();
    }

    /** Begun at second 0; earlier calls of the attempt took no time unless said. */
    private static CallClocks clocks(ModelClocks given, int untilVisible, int spentBefore) {
        var model =
                new ModelProfile("m", "ollama", "m", true, 8_192, Set.of(Capability.values()), OWN);
        var attempt =
                new NextStep.Attempt(
                        0, model, 1, Duration.ZERO, given, seconds(untilVisible), false, Set.of());
        return new CallClocks(attempt, at(spentBefore), 0);
    }

    @Test
    void theFirstTokenHasItsOwnClock() {
        var clocks = clocks(OWN, 280, 0);

        assertThat(clocks.untilNext(0)).isEqualTo(seconds(45));
        assertThat(clocks.ranOut(at(44))).isEmpty();
        assertThat(clocks.ranOut(at(45))).contains(FailureClock.FIRST_TOKEN);
    }

    @Test
    void afterTheFirstWordItIsSilenceThatIsMeasured() {
        var clocks = clocks(OWN, 280, 0);
        clocks.heard(at(40));
        clocks.becameVisible();

        assertThat(clocks.untilNext(at(40))).isEqualTo(seconds(60));
        assertThat(clocks.ranOut(at(99))).isEmpty();
        assertThat(clocks.ranOut(at(100))).contains(FailureClock.SILENCE);
    }

    @Test
    void theAttemptEndsHoweverMuchIsSaid() {
        var clocks = clocks(OWN, 280, 0);
        clocks.heard(at(239));
        clocks.becameVisible();

        assertThat(clocks.ranOut(at(240))).contains(FailureClock.ATTEMPT);
    }

    @Test
    void earlierCallsOfTheAttemptCountForItsClockButNotForTheFirstToken() {
        var clocks = clocks(OWN, 280, 230);

        assertThat(clocks.untilNext(0)).isEqualTo(seconds(10));
        assertThat(clocks.ranOut(at(10))).contains(FailureClock.ATTEMPT);
    }

    @Test
    void aModelIsNotBlamedForAClockThatWasCutShort() {
        assertThat(clocks(clocks(20, 60, 240), 280, 0).ranOut(at(20))).contains(FailureClock.QUERY);
        assertThat(clocks(clocks(45, 60, 30), 280, 0).ranOut(at(30))).contains(FailureClock.QUERY);
    }

    @Test
    void thinkingMayNotEatTheTimeOfTheNextModel() {
        var clocks = clocks(OWN, 100, 0);
        for (int second = 10; second < 100; second += 10) {
            clocks.heard(at(second));
            assertThat(clocks.ranOut(at(second))).isEmpty();
        }

        assertThat(clocks.ranOut(at(100))).contains(FailureClock.QUERY);
    }

    @Test
    void whatIsVisibleMayTakeLongerThanThat() {
        var clocks = clocks(OWN, 100, 0);
        clocks.heard(at(90));
        clocks.becameVisible();

        assertThat(clocks.ranOut(at(110))).isEmpty();
    }

    @Test
    void noClockRunsWhileTheClientIsSlower() {
        var clocks = clocks(OWN, 280, 0);
        clocks.heard(at(10));
        clocks.becameVisible();
        clocks.pause(at(20));

        assertThat(clocks.ranOut(at(2_000))).isEmpty();
        assertThat(clocks.spent(at(2_000))).isEqualTo(at(20));

        clocks.resume(at(2_000));
        assertThat(clocks.ranOut(at(2_059))).isEmpty();
        assertThat(clocks.ranOut(at(2_060))).contains(FailureClock.SILENCE);
    }
}
