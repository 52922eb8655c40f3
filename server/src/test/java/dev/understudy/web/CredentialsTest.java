package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.QUESTION;
import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = RunningApi.withKeys();
        api.queries.script(play -> play.text("Hi").end(ANSWERED));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void assertRefused(String says, String... headers) throws Exception {
        var response = api.ask(QUESTION, headers);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(json(response).at("/error/message").asString()).contains(says);
        assertThat(json(response).at("/error/code").asString()).isEqualTo("invalid_api_key");
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    void missingWrongAndContradictingKeysAreToldApart() throws Exception {
        assertRefused("An API key is needed");
        assertRefused("An API key is needed", "Authorization", "Basic dTpw");
        assertRefused("An API key is needed", "Authorization", "Bearer ");
        assertRefused("not known here", "X-API-Key", "secret-3");
        assertRefused("not known here", "Authorization", "Bearer secret-11");
        assertRefused(
                "two different keys", "Authorization", "Bearer secret-1", "X-API-Key", "secret-2");
        assertThat(api.queries.noneStarted()).isTrue();
    }

    @Test
    void eitherHeaderWillDo() throws Exception {
        assertThat(api.ask(QUESTION, "X-API-Key", "secret-1").statusCode()).isEqualTo(200);
        assertThat(api.ask(QUESTION, "Authorization", "bearer secret-2").statusCode())
                .isEqualTo(200);
        assertThat(
                        api.ask(
                                        QUESTION,
                                        "Authorization",
                                        "Bearer secret-2",
                                        "X-API-Key",
                                        "secret-2")
                                .statusCode())
                .isEqualTo(200);
        assertThat(api.queries.next().query.user()).isEqualTo("webui");
        assertThat(api.queries.next().query.user()).isEqualTo("notebook");
    }

    @Test
    void everyPathOfTheApiNeedsAKeyAndTheProbesNone() throws Exception {
        for (var path :
                new String[] {
                    "/v1/models",
                    "/api/v1/models/chat",
                    "/api/v1/usage",
                    "/api/v1/status",
                    "/api/v1/queries/3a0fb2a4-9b96-4692-b955-2e341d189911",
                    "/v1/x",
                    "/api",
                    "/v1"
                }) {
            assertThat(api.get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(api.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(api.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(api.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void chatIdNamesTheConversationOnlyFromAKey() throws Exception {
        api.ask(QUESTION, "X-API-Key", "secret-1", "X-OpenWebUI-Chat-Id", "chat-7");
        assertThat(api.queries.next().query.conversation()).isEqualTo("chat-7");
        try (var open = RunningApi.open()) {
            open.queries.script(play -> play.text("Hi").end(ANSWERED));
            open.ask(QUESTION, "X-OpenWebUI-Chat-Id", "chat-7");
            assertThat(open.queries.next().query.conversation()).hasSize(32);
        }
    }

    @Test
    void conversationWithoutAChatIdIsThatOfItsFirstQuestion() throws Exception {
        var key = new String[] {"X-API-Key", "secret-1"};
        api.ask(QUESTION, key);
        api.ask(
                """
                {"messages":[{"role":"user","content":"Hello"},{"role":"assistant","content":"Hi"},{"role":"user","content":"And?"}]}\
                """,
                key);
        api.ask(QUESTION.replace("Hello", "Other"), key);
        api.ask(QUESTION, "X-API-Key", "secret-2");

        var first = api.queries.next().query.conversation();
        assertThat(api.queries.next().query.conversation()).isEqualTo(first);
        assertThat(api.queries.next().query.conversation()).isNotEqualTo(first);
        assertThat(api.queries.next().query.conversation()).isNotEqualTo(first);
    }
}
