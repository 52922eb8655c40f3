package dev.understudy.web;

import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.usage.AttemptStart;
import dev.understudy.web.http.WebAccess;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicePathsTest {
    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = RunningApi.open();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void modelsAreListedAndFoundByIdsWithColonsAndSlashes() throws Exception {
        for (var base : new String[] {"/api/v1", "/v1"}) {
            var list = json(api.get(base + "/models"));
            assertThat(list.path("object").asString()).isEqualTo("list");
            assertThat(list.at("/data/0/id").asString()).isEqualTo("chat");
            assertThat(list.at("/data/0/object").asString()).isEqualTo("model");
            assertThat(list.at("/data/0/created").isNumber()).isTrue();
            assertThat(list.at("/data/0/owned_by").asString()).isEqualTo("understudy");
            for (var path : new String[] {"hf.co/some/model:q4", "hf.co%2Fsome%2Fmodel%3Aq4"}) {
                assertThat(json(api.get(base + "/models/" + path)).path("id").asString())
                        .isEqualTo("hf.co/some/model:q4");
            }
        }
    }

    @Test
    void usageIsTheLedgersSummary() throws Exception {
        api.ledger.reserve(new AttemptStart("q", 1, "m", true, "u", "chat", RunningApi.NOW));

        var usage = json(api.get("/api/v1/usage"));

        assertThat(usage.path("requests_today").asInt()).isEqualTo(1);
        assertThat(usage.at("/quota_status/used").asInt()).isEqualTo(1);
        assertThat(usage.path("requests_total").asInt()).isEqualTo(1);
        assertThat(usage.path("tokens_today").asInt()).isZero();
        assertThat(usage.path("tokens_total").asInt()).isZero();
        assertThat(usage.path("fallback_count").asInt()).isZero();
        assertThat(usage.path("window").toString())
                .isEqualTo(
                        "{\"start\":\"2026-11-23T00:00:00Z\",\"end\":\"2026-11-24T00:00:00Z\",\"zone\":\"Z\"}");
    }

    @Test
    void statusShowsModelsHealthAndQuota() throws Exception {
        var status = json(api.get("/api/v1/status"));

        assertThat(status.path("version").asString()).isEqualTo("0.1.0");
        assertThat(status.path("uptime_seconds").asInt()).isEqualTo(42);
        assertThat(status.path("running_queries").asInt()).isEqualTo(3);
        assertThat(status.at("/models/0/health").asString()).isEqualTo("closed");
        assertThat(status.at("/quota_status/limit").asInt()).isEqualTo(1000);
    }

    @Test
    void readinessFollowsWhatMayBeCalledAndAliveDoesNot() throws Exception {
        assertThat(api.get("/readyz").statusCode()).isEqualTo(200);
        api.ledgerUsable = false;
        assertThat(api.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(json(api.get("/readyz")).path("reason").asString()).contains("ledger");
        assertThat(api.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void headHasNoBody() throws Exception {
        var head = api.send(api.request("/v1/models").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/chat/completions         | POST, OPTIONS
                    /v1/models                   | GET, HEAD, OPTIONS
                    /api/v1/models/chat          | GET, HEAD, OPTIONS
                    /api/v1/models/chat/open     | POST, GET, HEAD, OPTIONS
                    /api/v1/chat/filter/inlet    | POST, OPTIONS
                    /api/v1/quota                | GET, HEAD, POST, OPTIONS
                    /auth/login                  | POST, OPTIONS
                    /healthz                     | GET, HEAD, OPTIONS
                    """)
    void everyAddressSaysWhatItTakes(String path, String allowed) throws Exception {
        var options = api.send(api.request(path).method("OPTIONS", BodyPublishers.noBody()));
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).hasValue(allowed);
        var wrong = api.send(api.request(path).method("PATCH", BodyPublishers.noBody()));
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).hasValue(allowed);
    }

    @Test
    void severalEventLoopsShareOnePort() throws Exception {
        var settings = ApiSettings.DEFAULT;
        var four =
                new ApiSettings(
                        settings.host(),
                        0,
                        4,
                        settings.maxBodyBytes(),
                        settings.heartbeat(),
                        ApiSettings.DEFAULT.idle(),
                        settings.noticeChannel(),
                        true,
                        settings.chats(),
                        settings.frontEnd(),
                        WebAccess.PLAIN,
                        settings.connections());
        try (var wide = RunningApi.with(four)) {
            for (int i = 0; i < 20; i++) {
                try (var client = new RawClient(wide.port())) {
                    client.write("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                    assertThat(client.readToEnd()).startsWith("HTTP/1.1 200");
                }
            }
            wide.server
                    .stop(Duration.ofSeconds(1))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }
    }
}
