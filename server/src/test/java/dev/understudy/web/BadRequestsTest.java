package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.QUESTION;
import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRequestsTest {
    private static final int MAX_BODY = 64 * 1024;

    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = RunningApi.with(ApiSettings.DEFAULT.withMaxBodyBytes(MAX_BODY));
    }

    /** Whatever was sent before, the server goes on. */
    @AfterEach
    void stop() throws Exception {
        api.queries.script(play -> play.text("well").end(ANSWERED));
        assertThat(api.ask(QUESTION).statusCode()).isEqualTo(200);
        api.close();
    }

    private static void assertError(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/json; charset=utf-8");
        var error = json(response).path("error");
        assertThat(error.path("message").asString()).isNotBlank();
        assertThat(error.path("type").asString()).isNotBlank();
        assertThat(error.has("param")).isTrue();
        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(response.body()).doesNotContain("Exception").doesNotContain("\\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"messages":[{"role":"robot","content":"x"}]}                | messages[0].role      | system, developer, user, assistant, tool
                    {"messages":[{"content":"x"}]}                               | messages[0].role      | missing
                    {"messages":[{"role":7,"content":"x"}]}                      | messages[0].role      | a string
                    {"messages":[{"role":"user","content":5}]}                   | messages[0].content   | a string or an array
                    {"messages":[{"role":"user","content":[{"type":"audio"}]}]}  | messages[0].content[0].type | text or image_url
                    {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://x/y.png"}}]}]} | messages[0].content[0].image_url.url | data: URL
                    {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,!!"}}]}]} | messages[0].content[0].image_url.url | base64
                    {"messages":[{"role":"tool","content":"x"}]}                 | messages[0].tool_call_id | missing
                    {"messages":[{"role":"assistant","tool_calls":[{"id":"a"}]}]} | messages[0].tool_calls[0].function | missing
                    {"messages":["x"]}                                           | messages[0]           | an object
                    {"messages":{}}                                              | messages              | an array
                    {"messages":[]}                                              | messages              | at least one
                    {}                                                           | messages              | at least one
                    {"messages":null}                                            | messages              | at least one
                    {"n":2,"messages":[{"role":"user","content":"x"}]}           | n                     | one answer
                    {"temperature":"hot","messages":[{"role":"user","content":"x"}]} | temperature       | a number
                    {"temperature":2.5,"messages":[{"role":"user","content":"x"}]} | temperature         | 0.0..2.0
                    {"temperature":1e999,"messages":[{"role":"user","content":"x"}]} | temperature       | 0.0..2.0
                    {"top_p":-1,"messages":[{"role":"user","content":"x"}]}      | top_p                 | 0.0..1.0
                    {"max_tokens":0,"messages":[{"role":"user","content":"x"}]}  | max_tokens            | whole number
                    {"max_tokens":1.5,"messages":[{"role":"user","content":"x"}]} | max_tokens           | whole number
                    {"stream":"yes","messages":[{"role":"user","content":"x"}]}  | stream                | true or false
                    {"stop":[1],"messages":[{"role":"user","content":"x"}]}      | stop[0]               | a string
                    {"model":[],"messages":[{"role":"user","content":"x"}]}      | model                 | a string
                    {"user":5,"messages":[{"role":"user","content":"x"}]}        | user                  | a string or an object
                    {"tools":[{"type":"function"}],"messages":[{"role":"user","content":"x"}]} | tools[0].function | missing
                    {"tool_choice":"must","messages":[{"role":"user","content":"x"}]} | tool_choice      | none, auto, required
                    {"response_format":{"type":"xml"},"messages":[{"role":"user","content":"x"}]} | response_format.type | json_schema
                    {"reasoning_effort":"huge","messages":[{"role":"user","content":"x"}]} | reasoning_effort | minimal, low
                    """)
    void wrongFieldIsNamedAndExplained(String body, String param, String says) throws Exception {
        var response = api.ask(body);

        assertError(response, 400, "invalid_request");
        assertThat(json(response).at("/error/param").asString()).isEqualTo(param);
        assertThat(json(response).at("/error/message").asString()).contains(says);
        assertThat(api.queries.noneStarted()).isTrue();
    }

    @Test
    void whatIsNoJsonObjectIsRefused() throws Exception {
        for (var body : new String[] {"hello", "", "  ", "[]", "42", "null", "{\"a\":", "{} {"}) {
            assertError(api.ask(body), 400, "invalid_request");
        }
        assertThat(json(api.ask("{\"a\":}")).at("/error/message").asString())
                .contains("line 1, column");
    }

    @Test
    void aHundredThousandBracketsAreRefused() throws Exception {
        var deep = "[".repeat(30_000);
        assertError(api.ask(deep), 400, "invalid_request");
        assertError(api.ask("{\"messages\":" + "{\"a\":".repeat(30_000)), 413, "body_too_large");
        try (var roomy = RunningApi.open()) {
            assertError(roomy.ask("[".repeat(100_000)), 400, "invalid_request");
            assertError(roomy.ask("{\"a\":".repeat(100_000)), 400, "invalid_request");
            var wide = "{\"messages\":[" + String.join(",", Collections.nCopies(300_000, "{}"));
            assertError(roomy.ask(wide + "]}"), 400, "invalid_request");
        }
    }

    @Test
    void malformedUtf8IsRefused() throws Exception {
        byte[] bytes = QUESTION.getBytes(StandardCharsets.UTF_8);
        bytes[QUESTION.indexOf("Hello")] = (byte) 0xC3;

        var response =
                api.send(
                        api.request("/v1/chat/completions")
                                .POST(BodyPublishers.ofByteArray(bytes)));

        assertError(response, 400, "invalid_request");
        assertThat(response.body()).contains("not valid UTF-8");
    }

    @Test
    void unknownModelIsNamedWithTheKnownOnes() throws Exception {
        var response = api.ask(QUESTION.replace("\"chat\"", "\"gpt-9\""));

        assertError(response, 404, "model_not_found");
        assertThat(json(response).at("/error/message").asString())
                .contains("gpt-9", "chat", "gpt-oss:120b-cloud");
    }

    @Test
    void bodyOverTheLimitIsRefusedWithAndWithoutItsLength() throws Exception {
        var large = QUESTION.replace("Hello", "x".repeat(MAX_BODY));
        assertError(api.ask(large), 413, "body_too_large");

        var unknownLength =
                BodyPublishers.fromPublisher(
                        BodyPublishers.ofByteArray(
                                large.repeat(20).getBytes(StandardCharsets.UTF_8)));
        assertError(
                api.send(api.request("/v1/chat/completions").POST(unknownLength)),
                413,
                "body_too_large");
        assertThat(api.queries.noneStarted()).isTrue();
    }

    @Test
    void trap1_unknownPathsAndMethodsAreJsonToo() throws Exception {
        assertError(api.get("/nothing"), 404, "unknown_path");
        assertError(api.get("/api/v1/nothing"), 404, "unknown_path");
        assertError(api.get("/v1"), 404, "unknown_path");
        assertError(api.get("/%zz".replace("%zz", "%25zz")), 404, "unknown_path");
        var wrong = api.get("/v1/chat/completions");
        assertError(wrong, 405, "method_not_allowed");
        assertThat(wrong.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
        assertError(
                api.send(api.request("/v1/models").POST(BodyPublishers.ofString("x"))),
                405,
                "method_not_allowed");
        assertError(api.send(api.request("/healthz").DELETE()), 405, "method_not_allowed");
        assertError(api.get("/v1/models/none:such"), 404, "model_not_found");
    }

    @Test
    void trap1_whatIsNoHttpGetsJsonAndTheEndOfTheConnection() throws Exception {
        assertThat(raw("GARBAGE\r\n\r\n")).contains(" 400 ", "malformed_http");
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .contains(" 400 ")
                .contains("{\"error\":{");
        assertThat(
                        raw(
                                "GET /api/v1/usage/history?days=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains(" 400 ")
                .contains("{\"error\":{");
        assertThat(raw("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ")
                .contains("uri_too_long");
        assertThat(raw("GET / HTTP/1.1\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"))
                .contains(" 431 ")
                .contains("headers_too_large");
        assertThat(
                        raw(
                                "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n"))
                .contains(" 400 ")
                .contains("{\"error\":{");
        assertThat(
                        raw(
                                "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
                .contains(" 400 ", "{\"error\":{");
    }

    private String raw(String request) throws Exception {
        try (var client = new RawClient(api.port())) {
            return client.write(request).readToEnd();
        }
    }

    @Test
    void trap16_everySpellingThatClientsUseIsRead() throws Exception {
        api.queries.script(play -> play.text("ok").end(ANSWERED));
        var body =
                """
                {"model":null,"unknown":{"x":[1]},"stop":"END","max_completion_tokens":5.0,
                 "user":{"id":"u1","email":"eva@example.org","role":"admin"},"reasoning_effort":"minimal",
                 "stream_options":null,"response_format":{"type":"text"},"n":1,"temperature":0,"seed":7,
                 "messages":[
                  {"role":"developer","content":"Be brief."},
                  {"role":"user","content":[{"type":"text","text":"What"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},
                  {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}}]},
                  {"role":"tool","tool_call_id":"c1","content":"1"},
                  {"role":"assistant"},
                  {"role":"user","content":"lone \\ud83d half"}]}\
                """;

        assertThat(api.ask(body).statusCode()).isEqualTo(200);

        var query = api.queries.next().query;
        assertThat(query.route()).isEqualTo("chat");
        assertThat(query.user()).isEqualTo("eva@example.org");
        var request = query.request();
        assertThat(request.maxTokens()).isEqualTo(5);
        assertThat(request.think()).isEqualTo("low");
        assertThat(request.sampling().temperature()).isZero();
        assertThat(request.sampling().stop()).containsExactly("END");
        assertThat(request.sampling().seed()).isEqualTo(7L);
        assertThat(request.messages()).hasSize(6);
        assertThat(request.messages().getFirst().role()).hasToString("SYSTEM");
        assertThat(request.messages().get(1).images().getFirst().mediaType())
                .isEqualTo("image/png");
        assertThat(request.messages().get(2).toolCalls().getFirst().argumentsJson())
                .isEqualTo("{\"a\":1}");
        assertThat(request.messages().get(3).toolCallId()).isEqualTo("c1");
        assertThat(request.messages().get(5).text()).isEqualTo("lone \uFFFD half");
    }

    @Test
    void defaultsAreThoseOfTheConfigurationAndBoundWhatClientsAskFor() throws Exception {
        api.queries.script(play -> play.text("ok").end(ANSWERED));
        api.ask(QUESTION);
        api.ask(QUESTION.replace("\"model\"", "\"max_tokens\":1000000000000,\"model\""));

        var plain = api.queries.next().query.request();
        assertThat(plain.sampling().temperature()).isEqualTo(0.3);
        assertThat(plain.maxTokens()).isEqualTo(8_000);
        assertThat(api.queries.next().query.request().maxTokens()).isEqualTo(8_000);
    }
}
