package dev.understudy.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, , true",
        "127.0.0.1, localhost, true",
        "127.0.0.1, LocalHost:8000, true",
        "127.0.0.1, 127.0.0.1:8000, true",
        "127.0.0.1, [::1], true",
        "127.0.0.1, [::1]:8000, true",
        "::1, [::1]:8000, true",
        "127.0.0.9, 127.0.0.9:8000, true",
        "Box.lan, box.lan:8000, true",
        "fd00::1, [fd00::1]:8000, true",
        "127.0.0.1, '', false",
        "127.0.0.1, evil.example, false",
        "127.0.0.1, evil.example:8000, false",
        "127.0.0.1, localhost.evil.example, false",
        "127.0.0.1, 127.0.0.1.evil.example:8000, false",
        "127.0.0.1, evil.example:localhost, false",
        "127.0.0.1, localhost:8000:8000, false",
        "127.0.0.1, user@localhost, false",
        "127.0.0.1, 10.0.0.1:8000, false",
        "127.0.0.1, box.lan, false",
    })
    void onlyThisMachinesOwnNamesAndTheConfiguredOneAreAnswered(
            String configured, @Nullable String host, boolean allowed) {
        assertThat(new Hosts(configured).allow(host)).isEqualTo(allowed);
    }
}
