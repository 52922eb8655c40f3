package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.QUESTION;
import static dev.understudy.web.RunningApi.STREAMED;
import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.apikey.ApiKey;
import dev.understudy.auth.apikey.ApiKeys;
import dev.understudy.web.http.Origins;
import dev.understudy.web.http.WebAccess;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsTest {
    private static final String CHAT = "https://chat.example.com";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private static RunningApi naming(ApiKeys keys, String... origins) throws Exception {
        var access = new WebAccess(Optional.empty(), Origins.of(List.of(origins)));
        var api = new RunningApi(ApiSettings.DEFAULT.withAccess(access), keys);
        api.queries.script(play -> play.text("Hi").end(ANSWERED));
        return api;
    }

    private static ApiKeys key() {
        return new ApiKeys(List.of(ApiKey.of("ada", "ada-key")));
    }

    private static HttpResponse<String> preflight(RunningApi api, String origin) throws Exception {
        return api.send(
                api.request("/api/v1/chat/completions")
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization, x-stainless-os")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void aPreflightOfANamedOriginNeedsNoCredentialAndAllowsWhatSdksSend() throws Exception {
        try (var api = naming(key(), CHAT)) {
            var allowed = preflight(api, CHAT);

            assertThat(allowed.statusCode()).isEqualTo(204);
            assertThat(allowed.headers().firstValue(ALLOWED)).hasValue(CHAT);
            assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValue("authorization, x-stainless-os");
            assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods"))
                    .hasValueSatisfying(it -> assertThat(it).contains("POST"));
            assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    @Test
    void aPageOfANamedOriginReadsAnswersStreamsAndErrors() throws Exception {
        try (var api = naming(key(), CHAT)) {
            for (var body : List.of(QUESTION, STREAMED, "{")) {
                var answer = api.ask(body, "Origin", CHAT, "X-API-Key", "ada-key");
                assertThat(answer.headers().firstValue(ALLOWED)).hasValue(CHAT);
                assertThat(answer.headers().firstValue("Vary")).hasValue("Origin");
            }
            var refused = api.ask(QUESTION, "Origin", CHAT);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue(ALLOWED)).hasValue(CHAT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://elsewhere.example",
        "http://chat.example.com",
        "https://chat.example.com:8443",
        "https://chat.example.com.evil.example",
        "https://evil.example/https://chat.example.com",
        "null",
        "*"
    })
    void noOtherOriginIsAllowedAnything(String origin) throws Exception {
        try (var api = naming(key(), CHAT);
                var none = naming(key())) {
            for (var each : List.of(api, none)) {
                var asked = preflight(each, origin);
                assertThat(asked.statusCode()).isEqualTo(401);
                assertThat(asked.headers().firstValue(ALLOWED)).isEmpty();
                var answer = each.ask(QUESTION, "Origin", origin, "X-API-Key", "ada-key");
                assertThat(answer.headers().firstValue(ALLOWED)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://elsewhere.example, 403",
        "http://localhost.evil.example, 403",
        "null, 403",
        "http://localhost:3000, 200",
        "http://127.0.0.1:8000, 200",
        "http://[::1]:8000, 200",
        "https://chat.example.com, 200"
    })
    void whereNoCredentialIsNeededAPageOfAnotherSiteMayNotAsk(String origin, int status)
            throws Exception {
        try (var open = naming(ApiKeys.none(), CHAT)) {
            var answer = open.ask(QUESTION, "Origin", origin, "Content-Type", "text/plain");

            assertThat(answer.statusCode()).isEqualTo(status);
            if (status == 403) {
                assertThat(json(answer).at("/error/message").asString()).contains("CORS_ORIGINS");
                assertThat(open.queries.noneStarted()).isTrue();
            }
        }
    }
}
