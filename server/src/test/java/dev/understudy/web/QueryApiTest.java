package dev.understudy.web;

import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.TokenUsage;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.Trail;
import dev.understudy.usage.TrailEntry;
import dev.understudy.usage.TrailEvent;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryApiTest {
    private static final String ID = "3a0fb2a4-9b96-4692-b955-2e341d189911";
    private static final String PATH = "/api/v1/queries/";

    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = RunningApi.open();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void record() {
        var start = new AttemptStart(ID, 1, "local", false, "ada", "chat", RunningApi.NOW);
        api.ledger.record(
                start, new AttemptEnd(RunningApi.NOW, "ok", new TokenUsage(30, 12, true)));
        api.ledger.record(
                new QueryEntry(
                        ID,
                        "ada",
                        "c1",
                        "chat",
                        "failed",
                        null,
                        1,
                        RunningApi.NOW,
                        RunningApi.NOW.plusMillis(1_250),
                        new Trail(
                                List.of(
                                        new TrailEntry(
                                                1_250,
                                                new TrailEvent.Stopped("failed", "too_slow"))))));
    }

    @Test
    void aQueryIsShownWithItsTrail() throws Exception {
        record();
        var response = api.get(PATH + ID);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response))
                .isEqualTo(
                        RunningApi.JSON.readTree(
                                """
                                {"query_id":"3a0fb2a4-9b96-4692-b955-2e341d189911","user":"ada",
                                 "conversation":"c1","route":"chat","outcome":"failed","model":null,
                                 "attempts":1,"started_at":"2026-11-23T12:00:00Z",
                                 "ended_at":"2026-11-23T12:00:01.250Z","duration_ms":1250,
                                 "usage":{"prompt_tokens":30,"completion_tokens":12,"total_tokens":42,
                                  "estimated":true},
                                 "trail":[{"ms":1250,"kind":"stopped","outcome":"failed",
                                  "why":"too_slow"}]}
                                """));
        assertThat(api.get(PATH + ID.toUpperCase(Locale.ROOT)).statusCode()).isEqualTo(200);
    }

    private void assertNotFound(String path, String code, String says) throws Exception {
        var response = api.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(404);
        assertThat(json(response).at("/error/code").asString()).as(path).isEqualTo(code);
        assertThat(json(response).at("/error/message").asString()).as(path).contains(says);
    }

    @Test
    void anUnknownIdIsNotFound() throws Exception {
        assertNotFound(PATH + ID, "query_not_found", "knows no query of this id");
    }

    @Test
    void aQueryThatStillRunsIsSaidToRun() throws Exception {
        api.queries.isRunning(ID, "ada");
        assertNotFound(PATH + ID, "query_running", "still running");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "q1",
                "3a0fb2a4-9b96-4692-b955-2e341d18991",
                "3a0fb2a4-9b96-4692-b955-2e341d189911x",
                "3a0fb2a4-9b96-4692-b955-2e341d189911/",
                "x/3a0fb2a4-9b96-4692-b955-2e341d189911",
                "3a0fb2a49b964692b9552e341d189911",
                "%27%20OR%201%3D1",
                "zzzzzzzz-9b96-4692-b955-2e341d189911"
            })
    void whatIsNoIdNeverReachesTheLedger(String id) throws Exception {
        record();
        assertNotFound(PATH + id, "query_not_found", "no id of a query");
    }
}
