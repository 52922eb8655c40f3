package dev.understudy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelProfileTest {
    private static ModelProfile model(String id, int contextWindow) {
        return new ModelProfile(
                id, "ollama", id, false, contextWindow, Set.of(), ModelClocks.LOCAL);
    }

    @Test
    void aModelNeedsAnIdAndAWindowToWorkIn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(" ", 8_192))
                .withMessage("a model needs an id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model("local", 255))
                .withMessage("the context window of local must be at least 256 tokens, got 255");
        assertThat(model("local", 256).contextWindow()).isEqualTo(256);
    }

    @Test
    void aModelCanWhatItsCapabilitiesSayWhateverBecomesOfTheSetTheyCameIn() {
        var capabilities = EnumSet.of(Capability.TOOLS);
        var model =
                new ModelProfile("m", "ollama", "m", true, 8_192, capabilities, ModelClocks.CLOUD);
        capabilities.add(Capability.VISION);
        assertThat(model.can(Capability.TOOLS)).isTrue();
        assertThat(model.can(Capability.VISION)).isFalse();
    }

    @Test
    void aChainIsNeverEmptyAndNamesNoModelTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(Chain::of)
                .withMessage("a chain needs at least one model");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chain.of(model("a", 8_192), model("b", 8_192), model("a", 256)))
                .withMessage("the chain names the model a twice");
    }

    @Test
    void aChainKeepsItsOrder() {
        var models = List.of(model("a", 8_192), model("b", 8_192), model("c", 8_192));
        var chain = new Chain(models);
        assertThat(chain.models()).isEqualTo(models);
        assertThat(chain.primary().id()).isEqualTo("a");
        assertThat(chain.get(chain.lastIndex()).id()).isEqualTo("c");
        assertThat(chain.size()).isEqualTo(3);
    }

    @Test
    void theUsualClocksAreTheDesigns() {
        assertThat(ModelClocks.CLOUD).isEqualTo(clocks(5, 45, 60, 240));
        assertThat(ModelClocks.LOCAL).isEqualTo(clocks(5, 180, 60, 240));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 | 45 | 60 | 240 | the connect clock must be longer than nothing, got PT0S
                    5 | 0  | 60 | 240 | the first-token clock must be longer than nothing, got PT0S
                    5 | 45 | -1 | 240 | the silence clock must be longer than nothing, got PT-1S
                    5 | 45 | 60 | 0   | the attempt clock must be longer than nothing, got PT0S
                    """)
    void aClockThatLeavesNoTimeIsRefused(
            long connect, long firstToken, long silence, long attempt, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clocks(connect, firstToken, silence, attempt))
                .withMessage(message);
    }

    private static ModelClocks clocks(long connect, long firstToken, long silence, long attempt) {
        return new ModelClocks(
                Duration.ofSeconds(connect),
                Duration.ofSeconds(firstToken),
                Duration.ofSeconds(silence),
                Duration.ofSeconds(attempt));
    }
}
