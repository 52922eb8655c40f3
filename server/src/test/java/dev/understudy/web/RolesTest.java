package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.Role;
import dev.understudy.auth.apikey.ApiKey;
import dev.understudy.auth.apikey.ApiKeys;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.Trail;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest {
    private static final String ADAS = "3a0fb2a4-9b96-4692-b955-2e341d189911";

    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api =
                new RunningApi(
                        ApiSettings.DEFAULT,
                        new ApiKeys(
                                List.of(
                                        ApiKey.of("ada", "ada-key"),
                                        ApiKey.of("eve", "eve-key"),
                                        ApiKey.of("webui", "webui-key", Role.TRUSTED_FRONT_END),
                                        ApiKey.of("root", "root-key", Role.ADMIN))));
        api.queries.script(play -> play.text("Hi").end(ANSWERED));
        api.ledger.record(
                new QueryEntry(
                        ADAS,
                        "ada",
                        "c1",
                        "chat",
                        "failed",
                        null,
                        1,
                        RunningApi.NOW,
                        RunningApi.NOW.plusMillis(1_250),
                        new Trail(List.of())));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<String> send(String method, String path, String key) throws Exception {
        return api.send(
                api.request(path)
                        .header("X-API-Key", key)
                        .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET  | /api/v1/models                         | 200 | 200 | 200 | 200
                    GET  | /api/v1/usage                          | 200 | 200 | 200 | 200
                    GET  | /api/v1/status                         | 200 | 200 | 200 | 200
                    GET  | /api/v1/queries/3a0fb2a4-9b96-4692-b955-2e341d189911 | 200 | 404 | 200 | 200
                    GET  | /api/v1/usage/history                  | 403 | 403 | 403 | 200
                    HEAD | /api/v1/usage/history                  | 403 | 403 | 403 | 200
                    GET  | /api/v1/quota                          | 403 | 403 | 403 | 200
                    POST | /api/v1/quota                          | 403 | 403 | 403 | 400
                    POST | /api/v1/models/hf.co%2Fa%2Fb%3A1/open  | 403 | 403 | 403 | 200
                    POST | /api/v1/models/hf.co%2Fa%2Fb%3A1/reset | 403 | 403 | 403 | 200
                    """)
    void eachRoleMayDoSoMuch(String method, String path, int ada, int eve, int frontEnd, int admin)
            throws Exception {
        assertThat(send(method, path, "ada-key").statusCode()).isEqualTo(ada);
        assertThat(send(method, path, "eve-key").statusCode()).isEqualTo(eve);
        assertThat(send(method, path, "webui-key").statusCode()).isEqualTo(frontEnd);
        assertThat(send(method, path, "root-key").statusCode()).isEqualTo(admin);
    }

    @Test
    void whoIsNoAdminSeesTheUseOfAllTogetherAndNobodysName() throws Exception {
        for (var key : new String[] {"ada-key", "webui-key"}) {
            var usage = json(send("GET", "/api/v1/usage", key));
            assertThat(usage.has("quota_status")).isTrue();
            assertThat(usage.has("limits")).isFalse();
        }
        assertThat(json(send("GET", "/api/v1/usage", "root-key")).has("limits")).isTrue();
    }

    @Test
    void whoMayNotIsToldWhatIsNeeded() throws Exception {
        var refused = send("GET", "/api/v1/usage/history", "eve-key");

        assertThat(json(refused).at("/error/type").asString()).isEqualTo("permission_error");
        assertThat(json(refused).at("/error/code").asString())
                .isEqualTo("insufficient_permissions");
        assertThat(json(refused).at("/error/message").asString())
                .contains("role admin", "the role user");
        assertThat(refused.headers().firstValue("x-should-retry")).hasValue("false");
    }

    @Test
    void onlyWhoSpeaksForOthersIsBelievedAboutWhomItAsksFor() throws Exception {
        var forAda =
                """
                {"model":"chat","user":"ada","messages":[{"role":"user","content":"Hello"}]}\
                """;
        api.ask(forAda, "X-API-Key", "eve-key");
        api.ask(forAda, "X-API-Key", "webui-key");
        api.ask(forAda, "X-API-Key", "root-key");

        assertThat(api.queries.next().query.user()).isEqualTo("eve");
        assertThat(api.queries.next().query.user()).isEqualTo("ada");
        assertThat(api.queries.next().query.user()).isEqualTo("ada");
    }

    @Test
    void withoutAnyCredentialEverybodyIsAdmin() throws Exception {
        try (var open = RunningApi.open()) {
            assertThat(open.get("/api/v1/usage/history").statusCode()).isEqualTo(200);
            assertThat(open.get("/api/v1/queries/" + ADAS).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void thatAQueryRunsIsSaidToThoseWhoMaySeeIt() throws Exception {
        var running = "11111111-9b96-4692-b955-2e341d189911";
        api.queries.isRunning(running, "ada");
        var path = "/api/v1/queries/" + running;

        for (var may : List.of("ada-key", "webui-key", "root-key")) {
            assertThat(json(send("GET", path, may)).at("/error/code").asString(""))
                    .isEqualTo("query_running");
        }
        assertThat(json(send("GET", path, "eve-key")).at("/error/code").asString(""))
                .isEqualTo("query_not_found");
    }
}
