package dev.understudy.cli.drill.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixFileTest {
    private static final String ROW =
            "once | before | any | C x, C ok | retrying | - | 200 stop | 0→2 | 20+7 | 0 0 | answered\n";

    private static List<MatrixCase> read(String text) {
        return new MatrixFile(Failures.all()).read(text);
    }

    @Test
    void aRowHoldsForEachFailureOfItsBlockAndForEachCombination() {
        var cases = read("reset = lost\ncut = lost, too\n" + ROW + "\nhttp-500 = HTTP 500\n" + ROW);

        assertThat(cases).hasSize(3 * 2 * 2);
        assertThat(cases.get(0).expected().attempts()).isEqualTo("C lost, C ok");
        assertThat(cases.get(4).expected().attempts()).isEqualTo("C lost, too, C ok");
        assertThat(cases.get(8).failure().name()).isEqualTo("http-500");
    }

    @Test
    void aFailureThatIsDifferentOnOneWireStandsAloneThere() {
        var cases = read("odd-key on ollama = bad line\nodd-key on openai = no end\n" + ROW);

        assertThat(cases)
                .extracting(one -> one.wire() + ": " + one.expected().attempts())
                .containsOnly("OLLAMA: C bad line, C ok", "OPENAI: C no end, C ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    nobody = x        ; no failure named nobody
                    reset             ; neither a row nor
                    once | before     ; 2 columns, not 11
                    """)
    void aLineThatCannotBeReadIsNamed(String line, String complaint) {
        assertThatThrownBy(() -> read("# head\n\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 3 of the matrix")
                .hasMessageContaining(complaint);
    }
}
