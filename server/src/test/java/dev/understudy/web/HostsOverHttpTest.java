package dev.understudy.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A page whose own host is resolved to this machine reads nothing from it. */
class HostsOverHttpTest {
    private static String got(RunningApi api, String path, String headers) throws Exception {
        try (var client = new RawClient(api.port())) {
            return client.write(
                            "GET %s HTTP/1.1\r\n%sConnection: close\r\n\r\n"
                                    .formatted(path, headers))
                    .readToEnd();
        }
    }

    @Test
    void withoutCredentialsOnlyThisMachinesNamesAreAnswered() throws Exception {
        try (var api = RunningApi.open()) {
            for (var path :
                    new String[] {
                        "/api/v1/usage/history?by=user", "/api/v1/status", "/v1/models", "/v1/no"
                    }) {
                assertThat(got(api, path, "Host: evil.example:8703\r\n"))
                        .startsWith("HTTP/1.1 403")
                        .contains("host_not_allowed", "understudy keys add");
            }
            assertThat(got(api, "/v1/models", "Host: evil.example\r\nX-API-Key: any\r\n"))
                    .startsWith("HTTP/1.1 403");
            assertThat(got(api, "/v1/models", "Host: localhost:8703\r\n"))
                    .startsWith("HTTP/1.1 200");
            assertThat(got(api, "/healthz", "Host: probe.example\r\n")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void withCredentialsAnyNameWillDo() throws Exception {
        try (var api = RunningApi.withKeys()) {
            assertThat(got(api, "/v1/models", "Host: chat.example\r\nX-API-Key: secret-1\r\n"))
                    .startsWith("HTTP/1.1 200");
            assertThat(got(api, "/v1/models", "Host: chat.example\r\n")).startsWith("HTTP/1.1 401");
        }
    }
}
