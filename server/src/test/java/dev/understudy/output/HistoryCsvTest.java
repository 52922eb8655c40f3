package dev.understudy.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCsvTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ada|ada",
                "=1+1|'=1+1",
                "+49|'+49",
                "-1|'-1",
                "@SUM(A1)|'@SUM(A1)",
                "a=b|a=b",
                "Lovelace, Ada|\"Lovelace, Ada\"",
                "say \"hi\"|\"say \"\"hi\"\"\"",
                "=\"a\",b|\"'=\"\"a\"\",b\"",
                "~~|~~"
            })
    void aCellIsTextForEveryReader(String name, String cell) {
        assertThat(HistoryCsv.cell(name)).isEqualTo(cell);
    }
}
