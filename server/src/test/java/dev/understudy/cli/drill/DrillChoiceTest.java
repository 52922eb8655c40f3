package dev.understudy.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillChoiceTest {
    /** A drill that is only chosen. */
    private record Named(String name, DrillKind kind) implements Drill {
        @Override
        public String story() {
            return "";
        }

        @Override
        public Played play() {
            throw new UnsupportedOperationException("this test plays nothing");
        }
    }

    private static List<Named> named(DrillKind kind, String... names) {
        return Arrays.stream(names).map(name -> new Named(name, kind)).toList();
    }

    private final DrillChoice choice =
            new DrillChoice(
                    named(DrillKind.SCENARIO, "normal", "both-down"),
                    named(
                            DrillKind.CASE,
                            "matrix/reset/before",
                            "matrix/reset/after",
                            "matrix/http-500/before"));

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" ", -1));
    }

    @Test
    void withoutNamesTheScenariosArePlayed() {
        assertThat(choice.chosen(List.of()))
                .extracting(Drill::name)
                .containsExactly("normal", "both-down");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    all                     | normal both-down matrix/reset/before matrix/reset/after matrix/http-500/before
                    normal                  | normal
                    both-down normal        | both-down normal
                    matrix                  | matrix/reset/before matrix/reset/after matrix/http-500/before
                    matrix/reset            | matrix/reset/before matrix/reset/after
                    matrix/res*             | matrix/reset/before matrix/reset/after
                    matrix/*/before         | matrix/reset/before matrix/http-500/before
                    matrix/reset/after      | matrix/reset/after
                    normal all              | normal both-down matrix/reset/before matrix/reset/after matrix/http-500/before
                    """)
    void aNameABeginningOrAPatternChooses(String typed, String meant) {
        assertThat(choice.chosen(words(typed)))
                .extracting(Drill::name)
                .containsExactlyElementsOf(words(meant));
    }

    @ParameterizedTest
    @CsvSource({"norm", "matrix/res", "matrix.reset", "$1", "''"})
    void aNameThatMeansNothingIsSaidWithThoseThatThereAre(String name) {
        assertThatThrownBy(() -> choice.chosen(List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no drill named " + name)
                .hasMessageContaining("all, normal, both-down, matrix");
    }
}
