package dev.understudy.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StitchingTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "one two three, one two three, 0, 0",
                "one two three, one three, 4, 0",
                "one two three, one two two three, 0, 4",
                "one two three, one two threeone two three, 0, 13",
                "one two three, '', 13, 0",
                "'', one, 0, 3",
                "one two three, one too three, 1, 1",
                "für, für, 0, 0",
            })
    void whatIsMissingAndWhatIsTooMuchIsCountedInCharacters(
            String meant, String seen, int lost, int added) {
        assertThat(Stitching.of(meant, seen)).isEqualTo(new Stitching(lost, added));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "abcdef, abc, def, abcdef",
                "abcdef, abc, bcdef, abcdef",
                "abcdef, abc, abcdef, abcdef",
                "abcdef, ab, def, abdef",
                "abcdef, '', def, def",
            })
    void aFallbackThatWasShownLessThanWasSentIsMeantToLeaveAGap(
            String whole, String shown, String goesOn, String meant) {
        assertThat(Stitching.meant(whole, shown, goesOn)).isEqualTo(meant);
    }
}
