package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Addresses of servers and ids of queries, as people write them. */
class WrittenValuesTest {
    private static final String ID = "3ad78eba-9c0e-425a-b520-013e61b5277d";

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000, http://127.0.0.1:8000",
        "https://chat.example.com/, https://chat.example.com/",
        "127.0.0.1:45447, http://127.0.0.1:45447",
        "localhost:8000, http://localhost:8000",
        "[::1]:8000, http://[::1]:8000"
    })
    void anAddressMayBeShort(String written, URI url) {
        assertThat(new ServerUrl().convert(written)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "", "ftp://h", "http://", "http:// h", "localhost", "http://[x"})
    void whatIsNoAddressIsNamedWithAnExample(String written) {
        assertThatThrownBy(() -> new ServerUrl().convert(written))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage(
                        "must be a server's address, such as http://127.0.0.1:8000; found \"%s\"",
                        written);
    }

    @Test
    void anAnswersIdIsItsQuerysId() {
        assertThat(new QueryId().convert(ID)).isEqualTo(UUID.fromString(ID));
        assertThat(new QueryId().convert("chatcmpl-" + ID)).isEqualTo(UUID.fromString(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "1-1-1-1-1", "chatcmpl-", ID + "0"})
    void whatIsNoIdIsNamedWithAnExample(String written) {
        assertThatThrownBy(() -> new QueryId().convert(written))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("must be a query's id, such as ")
                .hasMessageEndingWith("found \"%s\"".formatted(written));
    }
}
