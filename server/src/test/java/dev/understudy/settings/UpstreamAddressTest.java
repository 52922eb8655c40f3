package dev.understudy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            textBlock =
                    """
                    localhost                   > http://localhost:11434
                    localhost:8080              > http://localhost:8080
                    10.0.0.7                    > http://10.0.0.7:11434
                    ollama.internal/base/       > http://ollama.internal:11434/base
                    http://localhost            > http://localhost:80
                    http://localhost:11434      > http://localhost:11434
                    http://localhost:11434/     > http://localhost:11434
                    HTTP://localhost:1          > http://localhost:1
                    https://models.example.com  > https://models.example.com:443
                    https://a.example/api/v2//  > https://a.example:443/api/v2
                    ollama.com                  > https://ollama.com:443
                    :11434                      > http://127.0.0.1:11434
                    :9                          > http://127.0.0.1:9
                    0.0.0.0                     > http://127.0.0.1:11434
                    0.0.0.0:1234                > http://127.0.0.1:1234
                    http://0.0.0.0:1234         > http://127.0.0.1:1234
                    [::]                        > http://127.0.0.1:11434
                    [::]:1234                   > http://127.0.0.1:1234
                    ::                          > http://127.0.0.1:11434
                    ::1                         > http://[::1]:11434
                    [::1]                       > http://[::1]:11434
                    [::1]:1234                  > http://[::1]:1234
                    http://[fe80::1]:1234       > http://[fe80::1]:1234
                    """)
    void readsWhatOllamasOwnClientReads(String text, String address) {
        assertThat(UpstreamAddress.parse(text)).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            textBlock =
                    """
                    ftp://localhost            > the scheme must be http or https
                    unix:///run/a              > the scheme must be http or https
                    http://me:word@host        > user and password do not belong into an address
                    me@host                    > user and password do not belong into an address
                    localhost:port             > the port must be a number 1..65535
                    localhost:0                > the port must be a number 1..65535
                    localhost:65536            > the port must be a number 1..65535
                    localhost:                 > the port must be a number 1..65535
                    http://host?x=1            > a query or fragment has no meaning here
                    a b                        > ''
                    host_with_underscore:1     > ''
                    [::1                       > ''
                    [nonsense]                 > ''
                    """)
    void refusesWhatIsNoAddressAndSaysWhy(String text, String reason) {
        var refused = new String[] {"accepted"};
        try {
            UpstreamAddress.parse(text);
        } catch (WrongValueException wrong) {
            refused[0] = wrong.reason();
        }

        assertThat(refused[0]).isEqualTo(reason);
    }
}
