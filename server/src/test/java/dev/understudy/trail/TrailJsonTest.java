package dev.understudy.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.understudy.chat.TokenUsage;
import dev.understudy.usage.Trail;
import dev.understudy.usage.TrailEntry;
import dev.understudy.usage.TrailEvent;
import dev.understudy.usage.TrailEvent.Obstacle;
import dev.understudy.usage.TrailEvent.WaitReason;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrailJsonTest {
    static List<Arguments> entries() {
        return List.of(
                arguments(
                        new TrailEvent.AttemptBegan(1, "cloud", true),
                        "'kind':'attempt_began','attempt':1,'model':'cloud','metered':true"),
                arguments(
                        new TrailEvent.AttemptEnded(
                                2, "cloud", "unreachable (HTTP 502)", new TokenUsage(9, 4, true)),
                        "'kind':'attempt_ended','attempt':2,'model':'cloud','result':'unreachable (HTTP 502)','prompt_tokens':9,'completion_tokens':4,'estimated':true"),
                arguments(
                        new TrailEvent.Waiting(2000, "cloud", WaitReason.RETRY_DELAY),
                        "'kind':'waiting','model':'cloud','wait_ms':2000,'why':'retry_delay'"),
                arguments(
                        new TrailEvent.Waiting(1, "cloud", WaitReason.RETRY_AFTER),
                        "'kind':'waiting','model':'cloud','wait_ms':1,'why':'retry_after'"),
                arguments(
                        new TrailEvent.PassedOver("cloud", Obstacle.BREAKER_OPEN, 29_500L),
                        "'kind':'passed_over','model':'cloud','why':'breaker_open','retry_in_ms':29500"),
                arguments(
                        new TrailEvent.PassedOver("cloud", Obstacle.QUOTA_SPENT, null),
                        "'kind':'passed_over','model':'cloud','why':'quota_spent'"),
                arguments(
                        new TrailEvent.PassedOver("cloud", Obstacle.TAKEN_OUT, null),
                        "'kind':'passed_over','model':'cloud','why':'taken_out'"),
                arguments(
                        new TrailEvent.PassedOver("cloud", Obstacle.LEDGER_UNUSABLE, null),
                        "'kind':'passed_over','model':'cloud','why':'ledger_unusable'"),
                arguments(
                        new TrailEvent.Adapted("cloud", List.of("thinking", "tools")),
                        "'kind':'adapted','model':'cloud','without':['thinking','tools']"),
                arguments(
                        new TrailEvent.Trimmed("cloud", 3),
                        "'kind':'trimmed','model':'cloud','turns':3"),
                arguments(
                        new TrailEvent.TurnsLeftOut("local", 2),
                        "'kind':'turns_left_out','model':'local','turns':2"),
                arguments(new TrailEvent.Rescued("local"), "'kind':'rescued','model':'local'"),
                arguments(new TrailEvent.Continued("cloud"), "'kind':'continued','model':'cloud'"),
                arguments(
                        new TrailEvent.TeamStep("sql_ran", 12, 34L),
                        "'kind':'team_step','step':'sql_ran','rows':12,'took_ms':34"),
                arguments(
                        new TrailEvent.TeamStep("routed", null, null),
                        "'kind':'team_step','step':'routed'"),
                arguments(new TrailEvent.LeftOut(7), "'kind':'left_out','entries':7"),
                arguments(
                        new TrailEvent.Stopped("failed", "too_slow"),
                        "'kind':'stopped','outcome':'failed','why':'too_slow'"),
                arguments(
                        new TrailEvent.Stopped("answered", null),
                        "'kind':'stopped','outcome':'answered'"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anEntryIsOneObjectAndIsReadBackAsItWas(TrailEvent event, String fields) {
        var trail = new Trail(List.of(new TrailEntry(17, event)));
        var text = TrailJson.of(trail).toString();
        assertThat(text).isEqualTo("[{\"ms\":17," + fields.replace('\'', '"') + "}]");
        assertThat(TrailReader.read(text)).isEqualTo(trail);
    }

    @Test
    void everyKindIsInTheTable() {
        var inTable =
                entries().stream()
                        .map(one ->
                                Objects.requireNonNull(one.get()[0]).getClass().getSimpleName());
        var kinds =
                Arrays.stream(TrailEvent.class.getPermittedSubclasses()).map(Class::getSimpleName);
        assertThat(inTable.distinct()).containsExactlyInAnyOrderElementsOf(kinds.toList());
    }

    @Test
    void aKindThatANewerProgramWroteIsSaidToBeLeftOut() {
        var read = TrailReader.read("[{\"ms\":5,\"kind\":\"prophesied\",\"model\":\"cloud\"}]");
        assertThat(read.entries()).containsExactly(new TrailEntry(5, new TrailEvent.LeftOut(1)));
    }

    @Test
    void whatIsNoTrailIsNotReadAsOne() {
        assertThatThrownBy(() -> TrailReader.read("[{\"ms\":"))
                .isInstanceOf(tools.jackson.core.JacksonException.class);
        assertThatThrownBy(() -> TrailReader.read("[{\"kind\":\"waiting\",\"why\":\"boredom\"}]"))
                .hasMessageContaining("boredom");
    }
}
