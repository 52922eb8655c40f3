package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told who wrote something that is not meant, and where they find help. */
class WrongUseTest {
    @TempDir Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    serve --port abc            | 2 | MCP_SERVER_PORT (flag --port): must be a whole number
                    serve --port 1 --set MCP_SERVER_PORT=2 | 2 | MCP_SERVER_PORT is given twice, by --port and by --set
                    usage --by table            | 2 | must be model, user, team or outcome, found "table"
                    quota --limit abc           | 2 | 'abc' is not a whole number
                    config --set MAX_TOKENS     | 2 | understudy: Value for option '--set'
                    config --set CORS_ORIGINS=* | 2 | must be https://host[:port]
                    eval --offline nope.yaml    | 1 | there is no file nope.yaml
                    keys list --data x.csv      | 2 | Unknown options: '--data'
                    """)
    void itIsSaidInPlainWords(String arguments, int exitCode, String message) throws Exception {
        var ran = Ran.with(home, Map.of(), "", arguments.split(" "));
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
        assertThat(ran.err()).contains(message).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    help             | Usage: understudy
                    help usage       | Usage: understudy usage
                    version          | understudy
                    usage --no-color | Usage Summary
                    --no-color usage | Usage Summary
                    """)
    void whatOtherProgramsTakeIsTaken(String arguments, String out) throws Exception {
        var ran = Ran.with(home, Map.of(), "", arguments.split(" "));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains(out);
    }
}
