package dev.understudy.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnseenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0", "\t", "\n", "\u001b", "\u007f", "\u0085", "\u009b", "\u00ad", "\u200b",
                "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff"
            })
    void noNameHoldsWhatIsNotSeen(String unseen) {
        var name = "a" + unseen + "da";

        assertThat(Unseen.in(name)).isTrue();
        assertThat(Unseen.removed(name)).isEqualTo("ada");
        assertThat(Unseen.blanked(name)).isEqualTo("a da");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "Ada Lovelace", "åda", "ада", "阿达", "ada@example.com", ""})
    void namesOfAllScriptsStayAsTheyAre(String name) {
        assertThat(Unseen.in(name)).isFalse();
        assertThat(Unseen.removed(name)).isEqualTo(name);
    }

    @Test
    void proseKeepsItsLinesAndJoinersAndLosesWhatActsOnAScreen() {
        assertThat(Unseen.removedFromProse("a\n\tb \u001b[2J\u009b1m\u202ec\u2028\u0085d"))
                .isEqualTo("a\n\tb [2J1mcd");
        assertThat(Unseen.removedFromProse("👩‍💻 می‌خواهم")).isEqualTo("👩‍💻 می‌خواهم");
    }
}
