package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.QUESTION;
import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ToolCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WholeAnswerTest {
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
    void answerIsOneCompletionWithTheUpstreamsTokenCounts() throws Exception {
        api.queries.script(
                play -> play.text("Grüß ").text("Gott 🎭").end(ANSWERED, RunningApi.quota(15)));

        var response = api.ask(QUESTION);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/json; charset=utf-8");
        assertThat(response.headers().firstValue("x-request-id")).hasValue("q1");
        assertThat(response.headers().firstValue("x-ratelimit-limit-requests")).hasValue("1000");
        assertThat(response.headers().firstValue("x-ratelimit-remaining-requests")).hasValue("985");
        assertThat(response.headers().firstValue("x-ratelimit-reset-requests")).hasValue("43200s");
        var body = json(response);
        assertThat(body.at("/id").asString()).isEqualTo("chatcmpl-q1");
        assertThat(body.at("/object").asString()).isEqualTo("chat.completion");
        assertThat(body.at("/created").asLong()).isEqualTo(RunningApi.NOW.getEpochSecond());
        assertThat(body.at("/model").asString()).isEqualTo("chat");
        assertThat(body.at("/choices/0/message/role").asString()).isEqualTo("assistant");
        assertThat(body.at("/choices/0/message/content").asString()).isEqualTo("Grüß Gott 🎭");
        assertThat(body.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(12);
        assertThat(body.at("/usage/completion_tokens").asInt()).isEqualTo(34);
        assertThat(body.at("/usage/total_tokens").asInt()).isEqualTo(46);
        assertThat(body.at("/usage/quota").asString()).isEqualTo("Usage: 15/1000 requests (1.5%)");
        assertThat(body.has("error")).isFalse();
    }

    @Test
    void aLargeBodyIsAnsweredLikeAnyOther() throws Exception {
        api.queries.script(play -> play.text("Read it.").end(ANSWERED));

        var response = api.ask(QUESTION.replace("Hello", "x".repeat(1_000_000)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).at("/choices/0/message/content").asString())
                .isEqualTo("Read it.");
    }

    @Test
    void understudyObjectSaysHowTheAnswerCameAbout() throws Exception {
        api.queries.script(play -> play.text("Hi").end(ANSWERED, RunningApi.quota(850)));

        var told = json(api.ask(QUESTION)).path("understudy");

        assertThat(told.path("success").asBoolean()).isTrue();
        assertThat(told.path("response").asString()).isEqualTo("Hi");
        assertThat(told.has("error")).isFalse();
        assertThat(told.path("routed_to").asString()).isEqualTo("chat");
        assertThat(told.path("attempt").asInt()).isEqualTo(1);
        assertThat(told.path("model_used").asString()).isEqualTo("gpt-oss:120b-cloud");
        assertThat(told.path("fallback_attempted").asBoolean()).isFalse();
        assertThat(told.path("quota_status").toString())
                .isEqualTo(
                        "{\"exceeded\":false,\"approaching\":true,\"percentage\":0.85,\"remaining\":150,\"used\":850,\"limit\":1000,\"unit\":\"requests\",\"scope\":\"global\"}");
        assertThat(told.path("query_id").asString()).isEqualTo("q1");
        assertThat(told.path("outcome").asString()).isEqualTo("answered");
        assertThat(told.path("notices").isArray()).isTrue();
        assertThat(told.path("usage").toString())
                .isEqualTo(
                        "{\"prompt_tokens\":12,\"completion_tokens\":34,\"total_tokens\":46,\"estimated\":false}");
    }

    @Test
    void thinkingAndToolCallsStandBesideTheText() throws Exception {
        api.queries.script(play ->
                play.thinking("Let me ")
                        .thinking("see")
                        .calls(new ToolCall("call_1", "add", "{\"a\":1}"))
                        .end(ANSWERED));

        var choice = json(api.ask(QUESTION)).at("/choices/0");

        assertThat(choice.at("/message/reasoning_content").asString()).isEqualTo("Let me see");
        assertThat(choice.at("/message/content").isNull()).isTrue();
        assertThat(choice.at("/message/tool_calls/0").toString())
                .isEqualTo(
                        "{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"add\",\"arguments\":\"{\\\"a\\\":1}\"}}");
        assertThat(choice.at("/finish_reason").asString()).isEqualTo("tool_calls");
    }
}
