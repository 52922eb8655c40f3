package dev.understudy.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeamTest {
    private static String joined(String said, String goesOn, int pieceLength) {
        var seam = new Seam(said);
        var all = new StringBuilder(said);
        for (int from = 0; from < goesOn.length(); from += pieceLength) {
            int to = Math.min(goesOn.length(), from + pieceLength);
            all.append(seam.next(goesOn.substring(from, to)));
        }
        return all.append(seam.end()).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
                    The quick brown| fox jumps.|The quick brown fox jumps.
                    The quick brown |fox jumps.|The quick brown fox jumps.
                    The quick brown | fox jumps.|The quick brown fox jumps.
                    The quick bro|wn fox jumps.|The quick brown fox jumps.
                    The quick brown|quick brown fox jumps.|The quick brown fox jumps.
                    The quick brown |quick brown fox jumps.|The quick brown fox jumps.
                    The quick bro|The quick brown fox jumps.|The quick brown fox jumps.
                    Yes|Yes, of course.|Yes, of course.
                    It is 1|1 o'clock.|It is 11 o'clock.
                    one two one two|one two one two three|one two one two three
                    The quick brown|The quick brown|The quick brown
                    The quick brown|A slow red fox.|The quick brownA slow red fox.
                    """)
    void whatIsRepeatedIsTakenOutHoweverItIsCutIntoPieces(
            String said, String goesOn, String whole) {
        for (int length = 1; length <= goesOn.length(); length++) {
            assertThat(joined(said, goesOn, length)).as("pieces of %d", length).isEqualTo(whole);
        }
    }

    @Test
    void indentationIsKept() {
        assertThat(joined("if (a) {\n    x();\n", "    y();\n}\n", 3))
                .isEqualTo("if (a) {\n    x();\n    y();\n}\n");
        assertThat(joined("- one\n\n", "\n\n- two", 1)).isEqualTo("- one\n\n- two");
    }

    @Test
    void textThatRepeatsNothingIsShownAtOnce() {
        var seam = new Seam("The quick brown");

        assertThat(seam.next(" fox")).isEqualTo(" fox");
        assertThat(seam.next(" The quick brown")).isEqualTo(" The quick brown");
    }

    @Test
    void aWholeLongAnswerSaidOnceMoreIsTakenOut() {
        var said = "A sentence with number ".repeat(2_000);

        assertThat(joined(said, said.strip() + " end.", 97)).isEqualTo(said + "end.");
    }

    /** Comparing all that is held again for each character would take minutes. */
    @Test
    @Timeout(20)
    void anAnswerThatRunsInACircleIsJoinedInTimeThatGrowsWithItsLength() {
        var circle = "0".repeat(20_000);

        assertThat(joined(circle, "0".repeat(8_000) + "1", 1)).isEqualTo(circle + "1");
        var rows = "| - | - |\n".repeat(20_000);
        assertThat(joined(rows, rows + "end", 1)).isEqualTo(rows + "end");
    }

    @Test
    void anyAnswerThatGoesOnFromAnyWordBackIsWhole() {
        long seed = Long.getLong("seed", System.identityHashCode(this));
        System.out.println("SeamTest: -Dseed=" + seed);
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            var whole = new StringBuilder();
            for (int word = 0; word < 60; word++) {
                whole.append(word).append("word").append(random.nextInt(1000)).append(' ');
            }
            int cut = random.nextInt(100, whole.length() - 100);
            // The blanks around what is repeated do not count for its length.
            int surelyRepeated = Seam.SHORTEST + 2;
            int back = random.nextBoolean() ? cut : cut - random.nextInt(surelyRepeated, 90);
            var text = whole.toString();
            var joined =
                    joined(text.substring(0, cut), text.substring(back), random.nextInt(1, 30));
            assertThat(joined).as("cut at %d, back to %d", cut, back).isEqualTo(text);
        }
    }
}
