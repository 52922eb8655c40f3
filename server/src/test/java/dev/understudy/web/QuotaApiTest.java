package dev.understudy.web;

import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.quota.KeyLimits;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaApiTest {
    private static final String PATH = "/api/v1/quota";

    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = RunningApi.open();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return api.send(api.request(PATH).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void theLimitsOfTheWindowAreShown() throws Exception {
        var shown = json(api.get(PATH));

        assertThat(shown.path("limits").toString())
                .isEqualTo(
                        """
                        [{"scope":"global","name":null,"unit":"requests","used":0,"limit":1000,\
                        "remaining":1000,"until":"2026-11-24T00:00:00Z","configured":1000,"changed":false}]\
                        """);
        assertThat(shown.at("/window/start").asString()).isEqualTo("2026-11-23T00:00:00Z");
    }

    @Test
    void theNewLimitIsToldAndHoldsAtOnce() throws Exception {
        var changed = post("{\"limit\":1200}");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).path("before").asLong()).isEqualTo(1000);
        assertThat(json(changed).path("limit").asLong()).isEqualTo(1200);
        assertThat(json(changed).path("configured").asLong()).isEqualTo(1000);
        assertThat(json(api.get("/api/v1/usage")).at("/quota_status/limit").asLong())
                .isEqualTo(1200);
        assertThat(json(post("{\"grant\":5}")).path("limit").asLong()).isEqualTo(1205);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                          | 400 | limit | either limit
                    {"limit":1,"grant":1}                       | 400 | limit | either limit
                    {"limit":-1}                                | 400 | limit | 0..1000000000
                    {"grant":0}                                 | 400 | grant | 1..1000000000
                    {"limit":1.5}                               | 400 | limit | whole number
                    {"limit":"7"}                               | 400 | limit | whole number
                    {"grant":1000000000}                        | 400 | grant | it is 1000 and stays so
                    {"limit":1,"unit":"euro"}                   | 400 | unit  | requests or tokens
                    {"limit":1,"scope":"shared"}                | 400 | scope | global, user, key or model
                    {"limit":1,"scope":"user"}                  | 400 | name  | name is missing
                    {"limit":1,"name":"ada"}                    | 400 | name  | say scope
                    {"limit":1,"scope":"user","name":"a\\u0007"} | 400 | name  | control character
                    {"limit":1,"user":"ada"}                    | 400 | user  | only scope, name
                    {"limit":1,"limit":2}                       | 400 | null  | a key stands twice in it (line 1, column
                    {"limit":1,"scope":"user","scope":"global"} | 400 | null  | a key stands twice in it
                    {"limit":1                                  | 400 | null  | is not valid JSON
                    [1]                                         | 400 | null  | the body must be an object
                    {"limit":1,"scope":"user","name":"ada"}     | 404 | null  | No limit is configured for: requests user ada
                    {"limit":1,"unit":"tokens"}                 | 404 | null  | No limit is configured for: tokens global
                    """)
    void whatCannotBeDoneIsAnErrorThatSaysWhy(String body, int status, String param, String message)
            throws Exception {
        var refused = post(body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(json(refused).at("/error/param").asString("null")).isEqualTo(param);
        assertThat(json(refused).at("/error/message").asString("")).contains(message);
        assertThat(json(api.get(PATH)).at("/limits/0/limit").asLong()).isEqualTo(1000);
    }

    @Test
    void aKeysOwnLimitIsShownAndChangedAsWhoeverKnowsTheKeysSays() throws Exception {
        api.keyLimits = KeyLimits.of(Map.of("nightly", 100L, "other", 0L));
        for (var path : new String[] {PATH, "/api/v1/usage"}) {
            assertThat(json(api.get(path)).at("/limits/1").toString())
                    .contains(
                            """
                            "scope":"key","name":"nightly","unit":"requests","used":0,"limit":100,\
                            "remaining":100,"until":"2026-11-24T00:00:00Z","configured":100,"changed":false\
                            """);
        }
        var grant =
                """
                {"scope":"key","name":"nightly","grant":20}\
                """;
        var changed = json(post(grant));
        assertThat(changed.path("before").asLong()).isEqualTo(100);
        assertThat(changed.path("limit").asLong()).isEqualTo(120);
        assertThat(json(api.get(PATH)).at("/limits/1/limit").asLong()).isEqualTo(120);

        assertThat(post(grant.replace("nightly", "other")).statusCode()).isEqualTo(404);
        api.keyLimits = KeyLimits.of(Map.of("other", 0L));
        assertThat(json(api.get(PATH)).path("limits")).hasSize(1);
        var refused = post(grant);
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(json(refused).at("/error/message").asString())
                .contains("No limit is configured for: requests key nightly")
                .contains("only while there is such a key");
    }

    @Test
    void withoutAKeyNothingIsChangedWhereKeysAreConfigured() throws Exception {
        try (var guarded = RunningApi.withKeys()) {
            var request = guarded.request(PATH).POST(HttpRequest.BodyPublishers.ofString("{}"));
            assertThat(guarded.send(request).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        var request = api.request(PATH).DELETE();
        var refused = api.send(request);
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD, POST, OPTIONS");
    }
}
