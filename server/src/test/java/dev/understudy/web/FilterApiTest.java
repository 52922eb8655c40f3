package dev.understudy.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What Open WebUI asks of a pipelines server before and after each chat. */
class FilterApiTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        api = RunningApi.withKeys();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return api.send(
                api.request(path)
                        .header("Authorization", "Bearer secret-1")
                        .POST(BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/chat/filter/inlet",
                "/api/v1/chat/filter/outlet",
                "/v1/gpt-oss:120b-cloud/filter/inlet",
                "/api/v1/library/model%20x/filter/inlet"
            })
    void theChatComesBackAsItIs(String path) throws Exception {
        var chat =
                "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"ä🎯\"}],\"x\":1.50}";
        var answer =
                post(
                        path,
                        "{\"user\":{\"id\":\"u1\",\"email\":\"a@example.com\"},\"body\":"
                                + chat
                                + "}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree(chat));
    }

    @Test
    void aLargeChatComesBackToo() throws Exception {
        var chat = "{\"content\":\"%s\"}".formatted("x".repeat(1_000_000));
        assertThat(post("/api/v1/chat/filter/inlet", "{\"body\":" + chat + "}").body())
                .isEqualTo(chat);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"body\":7}", "{\"body\":null}"})
    void whatHoldsNoChatIsRefused(String body) throws Exception {
        var answer = post("/api/v1/chat/filter/inlet", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error/message").asString()).isNotEmpty();
    }

    @Test
    void nobodyIsAnsweredWithoutAKey() throws Exception {
        var answer =
                api.send(
                        api.request("/api/v1/chat/filter/inlet")
                                .POST(BodyPublishers.ofString("{\"body\":{}}")));
        assertThat(answer.statusCode()).isEqualTo(401);
    }
}
