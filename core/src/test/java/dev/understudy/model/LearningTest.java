package dev.understudy.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningTest {
    private static final ModelProfile MODEL = model(Set.of(Capability.values()));

    private static ModelProfile model(Set<Capability> capabilities) {
        return new ModelProfile(
                "local", "ollama", "local", false, 8_192, capabilities, ModelClocks.LOCAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # may be learnt | at most | the server says | window | origin
                    true  | 16384      |        | 8192   | ASSUMED
                    true  | 16384      | 131072 | 16384  | LEARNT
                    true  | 16384      | 4096   | 4096   | LEARNT
                    true  | 2147483647 | 262144 | 262144 | LEARNT
                    true  | 16384      | 256    | 256    | LEARNT
                    true  | 16384      | 255    | 8192   | ASSUMED
                    false | 16384      | 4096   | 8192   | CONFIGURED
                    false | 16384      |        | 8192   | CONFIGURED
                    """)
    void aWindowIsConfiguredElseLearntElseAssumed(
            boolean window, int atMost, @Nullable Integer said, int tokens, WindowOrigin origin) {
        var learning = new Learning(window, true, atMost);
        var facts =
                new ModelFacts(
                        said == null ? OptionalInt.empty() : OptionalInt.of(said),
                        Optional.empty());

        assertThat(learning.applied(MODEL, facts).contextWindow()).isEqualTo(tokens);
        assertThat(learning.origin(facts)).isEqualTo(origin);
    }

    @Test
    void capabilitiesAreReplacedWhereTheServerSaysThemAndNothingWasConfigured() {
        var tools = new ModelFacts(OptionalInt.empty(), Optional.of(Set.of(Capability.TOOLS)));
        var learning = new Learning(true, true, 16_384);

        assertThat(learning.applied(MODEL, tools).capabilities())
                .containsExactlyInAnyOrder(
                        Capability.TOOLS, Capability.PREFILL, Capability.EXTRA_FIELDS);
        assertThat(learning.applied(MODEL, ModelFacts.NONE)).isEqualTo(MODEL);
        assertThat(Learning.NOTHING.applied(MODEL, tools)).isEqualTo(MODEL);
    }

    @Test
    void whetherAModelGoesOnFromItsOwnWordsIsNotLearnt() {
        var learning = new Learning(true, true, 16_384);
        var nothing = new ModelFacts(OptionalInt.empty(), Optional.of(Set.of()));

        assertThat(learning.applied(model(Set.of(Capability.PREFILL)), nothing).capabilities())
                .containsExactly(Capability.PREFILL);
        assertThat(learning.applied(model(Set.of()), nothing).capabilities()).isEmpty();
    }
}
