package dev.understudy.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    private static final Origins ORIGINS = Origins.of(List.of("https://chat.example.com"));

    @ParameterizedTest
    @CsvSource({
        ", true",
        "http://localhost:6274, true",
        "http://127.0.0.1:8000, true",
        "http://[::1]:8000, true",
        "https://localhost, true",
        "https://chat.example.com, true",
        "HTTPS://Chat.Example.com, true",
        "http://chat.example.com, false",
        "https://chat.example.com:8443, false",
        "https://chat.example.com.evil.example, false",
        "http://localhost.evil.example:8000, false",
        "http://127.0.0.1.evil.example:8000, false",
        "http://evil.example:8000, false",
        "http://localhost@evil.example, false",
        "http://0.0.0.0:8000, false",
        "file://localhost, false",
        "null, false",
        "'', false",
        "'http://local host', false",
    })
    void onlyThisMachinesPagesAndNamedOnesMayCall(@Nullable String origin, boolean allowed) {
        assertThat(ORIGINS.allow(origin)).isEqualTo(allowed);
    }
}
