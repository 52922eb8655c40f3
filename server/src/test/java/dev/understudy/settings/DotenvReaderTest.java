package dev.understudy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotenvReaderTest {
    private final List<SettingProblem> problems = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            textBlock =
                    """
                    `A=b`                       > `b`
                    `A = b `                    > `b`
                    `  A=b`                     > `b`
                    `export A=b`                > `b`
                    `export  A=b`               > `b`
                    `A=`                        > ``
                    `A=   `                     > ``
                    `A= # nothing`              > ``
                    `A=#b`                      > ``
                    `A=b # comment`             > `b`
                    `A=b#c`                     > `b#c`
                    `A=b c`                     > `b c`
                    `A=b=c==`                   > `b=c==`
                    `A="b c"`                   > `b c`
                    `A="b # c" # comment`       > `b # c`
                    `A=" b "`                   > ` b `
                    `A='b # c'`                 > `b # c`
                    `A=""`                      > ``
                    `A="b\\"c"`                 > `b"c`
                    `A="b\\nc"`                 > `b\nc`
                    `A="C:\\dir"`               > `C:\\dir`
                    `A="b\\\\c"`                > `b\\c`
                    `A='b\\nc'`                 > `b\\nc`
                    `A='b\\'c'`                 > `b'c`
                    `A=C:\\new`                 > `C:\\new`
                    `A=it's`                    > `it's`
                    `A=${B}`                    > `${B}`
                    `A={"x": true, "y": "z"}`   > `{"x": true, "y": "z"}`
                    `A={ODBC Driver 18 for SQL Server}` > `{ODBC Driver 18 for SQL Server}`
                    """)
    void readsOneValue(String line, String value) {
        var found = read(line);

        assertThat(problems).isEmpty();
        assertThat(found).singleElement().extracting(Found::key, Found::text).contains("A", value);
        assertThat(found.getFirst().text()).isEqualTo(value);
    }

    @Test
    void skipsCommentsAndBlankLinesAndCountsThem() {
        assertThat(read("# one\n\n   \n  # four\nA=b\n\nB=c"))
                .extracting(Found::source)
                .containsExactly(new Source.Dotenv(5), new Source.Dotenv(7));
    }

    @Test
    void takesTheLineEndsOfEverySystem() {
        assertThat(read("A=b\r\nB=\"c\"\r\nC=d\rD=e"))
                .extracting(Found::text)
                .containsExactly("b", "c", "d", "e");
    }

    @Test
    void readsAQuotedValueOverSeveralLinesAndCountsThem() {
        var found = read("A='{\n  \"x\": 1\n}'\nB=c");

        assertThat(found).extracting(Found::text).containsExactly("{\n  \"x\": 1\n}", "c");
        assertThat(found.getLast().source()).isEqualTo(new Source.Dotenv(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            textBlock =
                    """
                    hunter2                > .env line 2: expected KEY=VALUE or a comment
                    =hunter2               > .env line 2: expected KEY=VALUE or a comment
                    TWO WORDS=hunter2      > .env line 2: expected KEY=VALUE or a comment
                    B="hunter2             > .env line 2: B has a quote that is never closed
                    B="x"hunter2           > .env line 2: B has text after its closing quote
                    """)
    void namesTheLineThatIsWrongWithoutQuotingItAndReadsOn(String line, String problem) {
        var found = read("A=1\n" + line + "\nC=3");

        assertThat(problems).singleElement().hasToString(problem);
        assertThat(found).extracting(Found::key).containsExactly("A", "C");
    }

    private List<Found> read(String text) {
        return new DotenvReader(text, problems).read();
    }
}
