package dev.understudy.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelOperationTest {
    private static HttpResponse<String> post(RunningApi api, String path) throws Exception {
        return api.send(api.request(path).POST(BodyPublishers.noBody()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # path below /api/v1/models/ | status | what was done
                    gpt-oss%3A120b-cloud/open    | 200 | open gpt-oss:120b-cloud
                    gpt-oss:120b-cloud/open      | 200 | open gpt-oss:120b-cloud
                    gpt-oss%3A120b-cloud/reset   | 200 | reset gpt-oss:120b-cloud
                    hf.co%2Fa%2Fb%3A1/open       | 200 | open hf.co/a/b:1
                    hf.co/a/b:1/reset            | 200 | reset hf.co/a/b:1
                    nobody/open                  | 404 |
                    gpt-oss%3A120b-cloud%2Fopen  | 405 |
                    /open                        | 405 |
                    open                         | 405 |
                    gpt-oss%3A120b-cloud         | 405 |
                    gpt-oss%3A120b-cloud/close   | 405 |
                    """)
    void anIdMayHoldColonsAndSlashes(String path, int status, String done) throws Exception {
        try (var api = RunningApi.open()) {
            var response = post(api, "/api/v1/models/" + path);

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(String.join(",", api.operation.done)).isEqualTo(done == null ? "" : done);
        }
    }

    @Test
    void theReplyIsHowTheModelIsThen() throws Exception {
        try (var api = RunningApi.open()) {
            var json = RunningApi.json(post(api, "/api/v1/models/gpt-oss%3A120b-cloud/open"));

            assertThat(json)
                    .hasToString(
                            "{\"id\":\"gpt-oss:120b-cloud\",\"metered\":true,\"health\":\"taken-out\",\"failures_in_a_row\":0,\"retry_in_seconds\":0.0,\"recoveries\":0,\"next_probe\":null,\"last_failure\":null,\"context_window\":4096,\"context_window_origin\":\"assumed\",\"capabilities\":[]}");
        }
    }

    @Test
    void anUnknownModelIsToldWhichThereAre() throws Exception {
        try (var api = RunningApi.open()) {
            var error = RunningApi.json(post(api, "/api/v1/models/nobody/reset")).path("error");

            assertThat(error.path("code").asString()).isEqualTo("model_not_found");
            assertThat(error.path("message").asString())
                    .isEqualTo(
                            "There is no model \"nobody\" here. Ask for one of: gpt-oss:120b-cloud.");
        }
    }

    @Test
    void withoutACredentialNothingIsDone() throws Exception {
        try (var api = RunningApi.withKeys()) {
            assertThat(post(api, "/api/v1/models/gpt-oss%3A120b-cloud/open").statusCode())
                    .isEqualTo(401);
            assertThat(api.operation.done).isEmpty();
            var keyed =
                    api.send(
                            api.request("/api/v1/models/gpt-oss%3A120b-cloud/open")
                                    .header("X-API-Key", "secret-1")
                                    .POST(BodyPublishers.noBody()));
            assertThat(keyed.statusCode()).isEqualTo(200);
        }
    }
}
