package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static dev.understudy.server.RunningServer.content;
import static dev.understudy.server.RunningServer.json;
import static dev.understudy.server.RunningServer.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.auth.Role;
import dev.understudy.auth.apikey.KeyFile;
import dev.understudy.auth.apikey.NewKey;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits beside the quota's own, over real sockets. */
class LimitsOverHttpTest {
    @TempDir Path home;
    private Simulator upstream;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        upstream.model(PRIMARY, Behaviour.text("cloud").usage(30, 12))
                .model(FALLBACK, Behaviour.text("local").usage(30, 12));
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private static HttpResponse<String> askAs(RunningServer server, String user) throws Exception {
        return server.post(
                """
                {"model":"chat","user":"%s","messages":[{"role":"user","content":"Hello"}]}\
                """
                        .formatted(user));
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String error(HttpResponse<String> response) {
        return json(response).at("/error/message").asString("");
    }

    @Test
    void aUserIsToldOfTheirOwnLimitAndAnotherUserIsNotConcerned() throws Exception {
        try (var server = RunningServer.start(home, upstream, "API_QUOTA_PER_USER", "2")) {
            var first = askAs(server, "ada");
            assertThat(header(first, "x-ratelimit-limit-requests")).isEqualTo("2");
            assertThat(header(first, "x-ratelimit-remaining-requests")).isEqualTo("1");
            assertThat(json(first).at("/understudy/quota_status/scope").asString())
                    .isEqualTo("user");
            assertThat(content(askAs(server, "ada")))
                    .contains("Quota Warning: 2/2 requests used (100%)", "of your daily limit");

            var refused = askAs(server, "ada");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(error(refused))
                    .contains(
                            "Daily API Quota Exceeded",
                            "You've used 2/2 requests today, which is your daily limit.");
            assertThat(content(askAs(server, "ben"))).isEqualTo("cloud");
            assertThat(server.used()).isEqualTo(3);
        }
    }

    @Test
    void manyAtOnceTakeNoMoreThanTheirUserMay() throws Exception {
        try (var server = RunningServer.start(home, upstream, "API_QUOTA_PER_USER", "7")) {
            var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 40; i++) {
                asked.add(server.askLater("question " + i));
            }
            int answered = 0;
            for (var one : asked) {
                answered += one.get().statusCode() == 200 ? 1 : 0;
            }
            assertThat(answered).isEqualTo(7);
            assertThat(upstream.chatCount()).isEqualTo(7);
        }
    }

    @Test
    void tokensAreLimitedToo() throws Exception {
        try (var server = RunningServer.start(home, upstream, "API_QUOTA_DAILY_TOKENS", "60")) {
            var first = askAs(server, "ada");
            assertThat(header(first, "x-ratelimit-limit-tokens")).isEqualTo("60");
            assertThat(header(first, "x-ratelimit-remaining-tokens")).isEqualTo("18");
            assertThat(header(first, "x-ratelimit-remaining-requests")).isEqualTo("999");
            assertThat(askAs(server, "ben").statusCode()).isEqualTo(200);
            assertThat(error(askAs(server, "cyd")))
                    .contains(
                            "You've used 84/60 tokens today, which is the daily limit of this"
                                    + " server.");
        }
    }

    @Test
    void placesAreKeptForThoseTheyAreKeptFor() throws Exception {
        try (var server =
                RunningServer.start(
                        home,
                        upstream,
                        "API_QUOTA_DAILY_LIMIT",
                        "2",
                        "API_QUOTA_RESERVE",
                        "1",
                        "API_QUOTA_RESERVED_FOR",
                        "boss")) {
            assertThat(askAs(server, "ada").statusCode()).isEqualTo(200);
            assertThat(error(askAs(server, "ada")))
                    .contains("All together have used 1/1 requests today.")
                    .doesNotContain("which is");
            assertThat(askAs(server, "boss").statusCode()).isEqualTo(200);
            assertThat(server.used()).isEqualTo(2);
        }
    }

    @Test
    void aModelWhoseOwnLimitIsSpentIsPassedOverForTheNextOne() throws Exception {
        Files.writeString(
                home.resolve("understudy.yaml"),
                """
                models:
                  - id: %s
                    metered: true
                    quota: {requests: 1}
                  - id: %s
                    metered: false
                    quota: {requests: 2}
                """
                        .formatted(PRIMARY, FALLBACK));
        try (var server = RunningServer.start(home, upstream)) {
            assertThat(content(askAs(server, "ada"))).contains("cloud");
            var next = askAs(server, "ada");
            assertThat(outcome(next)).isEqualTo("answered_by_fallback");
            assertThat(content(next))
                    .contains("which is the daily limit of " + PRIMARY, "Another model answers");
            assertThat(outcome(askAs(server, "ben"))).isEqualTo("answered_by_fallback");
            assertThat(error(askAs(server, "ben"))).contains("the daily limit of " + FALLBACK);
            assertThat(server.used()).isEqualTo(1);
        }
    }

    @Test
    void aGrantHoldsAtOnceInAllServersOfTheHome() throws Exception {
        try (var one = RunningServer.start(home, upstream, "API_QUOTA_DAILY_LIMIT", "1");
                var other = RunningServer.start(home, upstream, "API_QUOTA_DAILY_LIMIT", "1")) {
            assertThat(askAs(one, "ada").statusCode()).isEqualTo(200);
            assertThat(askAs(other, "ada").statusCode()).isEqualTo(429);

            var granted = json(one.post("/api/v1/quota", "{\"grant\": 1}"));
            assertThat(granted.path("before").asLong()).isEqualTo(1);
            assertThat(granted.path("limit").asLong()).isEqualTo(2);

            assertThat(askAs(other, "ada").statusCode()).isEqualTo(200);
            assertThat(askAs(one, "ada").statusCode()).isEqualTo(429);
            var usage = other.get("/api/v1/usage");
            assertThat(usage.at("/quota_status/limit").asLong()).isEqualTo(2);
            assertThat(usage.at("/limits/0/changed").asBoolean()).isTrue();
        }
    }

    private String key(String name, Role role, OptionalLong limit) {
        var made =
                NewKey.make(
                        name,
                        role,
                        limit,
                        Instant.parse("2026-11-26T12:00:00Z"),
                        new SecureRandom());
        KeyFile.in(home).add(made.stored());
        return made.key();
    }

    @Test
    void aGrantForAKeyWithALimitOfItsOwnHoldsAtOnceAndAfterARestart() throws Exception {
        var ops = key("ops", Role.ADMIN, OptionalLong.empty());
        var nightly = key("nightly", Role.USER, OptionalLong.of(1));
        var question = RunningServer.body("chat", false, "Hello");
        var grant =
                """
                {"scope": "key", "name": "nightly", "grant": 1}\
                """;
        try (var server = RunningServer.start(home, upstream, "API_QUOTA_PER_KEY", "5")) {
            assertThat(server.postAs(nightly, "/v1/chat/completions", question).statusCode())
                    .isEqualTo(200);
            var refused = server.postAs(nightly, "/v1/chat/completions", question);
            assertThat(error(refused))
                    .contains("used 1/1 requests today", "the daily limit of your API key");
            assertThat(server.postAs(nightly, "/api/v1/quota", grant).statusCode()).isEqualTo(403);

            var granted = json(server.postAs(ops, "/api/v1/quota", grant));
            assertThat(granted.path("before").asLong()).isEqualTo(1);
            assertThat(granted.path("limit").asLong()).isEqualTo(2);
            assertThat(server.postAs(nightly, "/v1/chat/completions", question).statusCode())
                    .isEqualTo(200);
        }
        try (var server = RunningServer.start(home, upstream, "API_QUOTA_PER_KEY", "5")) {
            var refused = server.postAs(nightly, "/v1/chat/completions", question);
            assertThat(error(refused)).contains("used 2/2 requests today");
            var shown = server.getAs(ops, "/api/v1/quota").at("/limits/1");
            assertThat(shown.path("name").asString()).isEqualTo("nightly");
            assertThat(shown.path("used").asLong()).isEqualTo(2);
            assertThat(shown.path("configured").asLong()).isEqualTo(1);
            assertThat(shown.path("remaining").asLong(-1)).isZero();
        }
    }

    @Test
    void limitsThatDoNotGoTogetherAreRefusedAtStart() {
        assertThatThrownBy(() ->
                        RunningServer.config(
                                home,
                                upstream.url(),
                                "API_QUOTA_DAILY_LIMIT",
                                "5",
                                "API_QUOTA_RESERVE",
                                "5"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("API_QUOTA_RESERVE must be less than");
        assertThatThrownBy(
                        () -> RunningServer.config(home, upstream.url(), "API_QUOTA_RESERVE", "5"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("API_QUOTA_RESERVED_FOR");
        assertThatThrownBy(() ->
                        RunningServer.config(
                                home,
                                upstream.url(),
                                "API_QUOTA_TOKENS_PER_USER",
                                "5",
                                "TRACK_TOKEN_USAGE",
                                "false"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("TRACK_TOKEN_USAGE=true");
    }
}
