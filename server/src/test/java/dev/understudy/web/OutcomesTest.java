package dev.understudy.web;

import static dev.understudy.web.RunningApi.QUESTION;
import static dev.understudy.web.RunningApi.STREAMED;
import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.execution.Cause;
import dev.understudy.execution.Outcome;
import dev.understudy.execution.Refusal;
import dev.understudy.output.OutcomeText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomesTest {
    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = RunningApi.open();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    static List<Arguments> outcomes() {
        var zero = Duration.ZERO;
        return List.of(
                row(
                        new Outcome.Failed(Cause.UPSTREAM_FAILED, zero),
                        502,
                        "upstream_unavailable",
                        "",
                        "false"),
                row(
                        new Outcome.Failed(Cause.NONE_AVAILABLE, Duration.ofMillis(1500)),
                        503,
                        "upstream_unavailable",
                        "2",
                        "false"),
                row(
                        new Outcome.Failed(Cause.TOO_SLOW, zero),
                        504,
                        "upstream_unavailable",
                        "",
                        "false"),
                row(
                        new Outcome.QuotaSpent(RunningApi.quota(1000)),
                        429,
                        "insufficient_quota",
                        "43200",
                        "false"),
                row(new Outcome.Refused(Refusal.INVALID_REQUEST), 400, "invalid_request", "", ""),
                row(
                        new Outcome.Refused(Refusal.CONTEXT_TOO_LONG),
                        400,
                        "context_length_exceeded",
                        "",
                        ""),
                row(new Outcome.Refused(Refusal.TOO_BUSY), 503, "too_busy", "1", ""),
                row(new Outcome.Cancelled(), 503, "cancelled", "1", ""));
    }

    private static Arguments row(
            Outcome outcome, int status, String code, String retryAfter, String shouldRetry) {
        return Arguments.of(outcome, status, code, retryAfter, shouldRetry);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void earlyEndHasItsStatusWhetherStreamedOrNot(
            Outcome outcome, int status, String code, String retryAfter, String shouldRetry)
            throws Exception {
        api.queries.script(play -> play.end(outcome));
        for (var question : List.of(QUESTION, STREAMED)) {
            var response = api.ask(question);

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValue("application/json; charset=utf-8");
            assertThat(response.headers().firstValue("Retry-After").orElse(""))
                    .isEqualTo(retryAfter);
            assertThat(response.headers().firstValue("x-should-retry").orElse(""))
                    .isEqualTo(shouldRetry);
            assertThat(response.headers().firstValue("x-request-id")).isPresent();
            assertThat(json(response).at("/error/code").asString()).isEqualTo(code);
            assertThat(json(response).at("/understudy/success").asBoolean(true)).isFalse();
            assertThat(json(response).at("/understudy/outcome").asString())
                    .isEqualTo(outcome.wireName());
            assertThat(json(response).at("/understudy/model_used").isNull()).isTrue();
            assertThat(json(response).at("/understudy/error"))
                    .isEqualTo(json(response).at("/error/message"));
        }
    }

    @Test
    void aWaitIsNamedOnlyWhereItIsWorthWaitingFor() {
        var soon = new Outcome.Failed(Cause.NONE_AVAILABLE, Duration.ofMillis(200));
        assertThat(OutcomeText.of(soon).orElseThrow()).contains("try again in a moment");
        var later = new Outcome.Failed(Cause.NONE_AVAILABLE, Duration.ofMillis(1500));
        assertThat(OutcomeText.of(later).orElseThrow()).contains("try again in 1.5 s");
    }

    @Test
    void spentQuotaIsToldInTheWordsOfTheNotice() throws Exception {
        api.queries.script(play -> play.end(new Outcome.QuotaSpent(RunningApi.quota(1000))));

        var body = json(api.ask(QUESTION));

        assertThat(body.at("/error/type").asString()).isEqualTo("insufficient_quota");
        assertThat(body.at("/error/message").asString())
                .startsWith("Daily API Quota Exceeded.\n\n")
                .contains("You've used 1000/1000 requests today.");
        assertThat(body.at("/understudy/quota_status/exceeded").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void trap3_errorAfterTheFirstTextIsAChunkWithoutChoicesThenDoneThenTheEnd(
            Outcome outcome, int status, String code) throws Exception {
        api.queries.script(play -> play.text("Once upon").end(outcome));

        var response = api.ask(STREAMED);

        assertThat(response.statusCode()).isEqualTo(200);
        var stream = SseReading.of(response.body());
        assertThat(stream.content()).isEqualTo("Once upon");
        var last = stream.chunks().getLast();
        assertThat(last.path("error").isObject()).isTrue();
        assertThat(last.at("/error/code").asString()).isEqualTo(code);
        assertThat(last.has("choices")).isFalse();
        assertThat(stream.done()).isTrue();
        assertThat(status).isGreaterThan(399);
    }
}
