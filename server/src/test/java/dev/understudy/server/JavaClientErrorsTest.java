package dev.understudy.server;

import static dev.understudy.server.JavaClient.asking;
import static dev.understudy.server.JavaClient.text;
import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Ending;
import dev.understudy.simulator.Simulator;
import dev.understudy.web.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What OpenAI's client for Java makes of errors, and that the requests which it sends again by
 * itself (twice, by default) multiply no attempts.
 */
@Timeout(120)
class JavaClientErrorsTest {
    private static final ChatCompletionCreateParams QUESTION = asking("Tell me.").build();

    @TempDir Path home;
    private Simulator upstream;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        upstream.model(PRIMARY, Behaviour.text("cloud")).model(FALLBACK, Behaviour.text("local"));
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private static <T extends OpenAIServiceException> T thrown(
            Class<T> type, ThrowingCallable question) {
        return catchThrowableOfType(type, question);
    }

    private static void is(OpenAIServiceException error, int status, String type, String code) {
        assertThat(error.statusCode()).isEqualTo(status);
        assertThat(error.type()).hasValue(type);
        assertThat(error.code()).hasValue(code);
        assertThat(error.getMessage()).contains(" ").doesNotContain("\tat ", "dev.understudy");
    }

    @Test
    void aMistakeOfTheClientIsItsOwnExceptionWithTypeCodeAndParam() {
        try (var server = RunningServer.start(home, upstream);
                var client = JavaClient.of(server.url())) {
            is(
                    thrown(
                            NotFoundException.class,
                            () -> client.complete(asking("hi").model("gpt-none").build())),
                    404,
                    "invalid_request_error",
                    "model_not_found");
            var wrong =
                    thrown(
                            BadRequestException.class,
                            () -> client.stream(asking("hi").temperature(3.0).build()));
            is(wrong, 400, "invalid_request_error", "invalid_request");
            assertThat(wrong.param()).hasValue("temperature");
            assertThat(client.waits()).isEmpty();
            assertThat(upstream.chatCount()).isZero();
        }
    }

    @Test
    void whatIsTooLongForTheModelIsSaidAsOpenAiSaysIt() {
        upstream.model(
                PRIMARY,
                Behaviour.error(
                        400,
                        "{\"error\":\"the prompt is longer than the context length currently available to the model\"}"));
        try (var server = RunningServer.start(home, upstream);
                var client = JavaClient.of(server.url())) {
            is(
                    thrown(BadRequestException.class, () -> client.complete(QUESTION)),
                    400,
                    "invalid_request_error",
                    "context_length_exceeded");
        }
    }

    @Test
    void aWrongKeyIsUnauthorised() {
        try (var server = RunningServer.start(home, upstream, "OPENWEBUI_API_KEY", "right-key-1");
                var wrong = JavaClient.of(server.url(), "wrong-key-1");
                var right = JavaClient.of(server.url(), "right-key-1")) {
            is(
                    thrown(UnauthorizedException.class, () -> wrong.complete(QUESTION)),
                    401,
                    "authentication_error",
                    "invalid_api_key");
            assertThat(text(right.complete(QUESTION))).isEqualTo("cloud");
        }
    }

    @Test
    void aSpentQuotaIsToldOnceAndNotAskedAboutAgain() throws Exception {
        try (var server = RunningServer.start(home, upstream, "API_QUOTA_DAILY_LIMIT", "1");
                var client = JavaClient.of(server.url())) {
            assertThat(text(client.complete(QUESTION))).contains("cloud");

            var error = thrown(RateLimitException.class, () -> client.complete(QUESTION));

            is(error, 429, "insufficient_quota", "insufficient_quota");
            assertThat(error.headers().values("x-should-retry")).containsExactly("false");
            assertThat(Integer.parseInt(error.headers().values("Retry-After").getFirst()))
                    .isBetween(0, 86_400);
            assertThat(client.waits()).isEmpty();
            assertThat(upstream.chatCount()).isEqualTo(1);
            assertThat(server.used()).isEqualTo(1);
        }
    }

    @Test
    void failedAttemptsAreNotMultipliedByTheClientsOwnRetries() {
        upstream.model(PRIMARY, Behaviour.error(500)).model(FALLBACK, Behaviour.error(500));
        try (var server = RunningServer.start(home, upstream);
                var client = JavaClient.of(server.url())) {
            for (ThrowingCallable question :
                    List.<ThrowingCallable>of(
                            () -> client.complete(QUESTION), () -> client.stream(QUESTION))) {
                upstream.clear();

                var error = thrown(InternalServerException.class, question);

                assertThat(error.statusCode()).isIn(502, 503);
                assertThat(error.code()).hasValue("upstream_unavailable");
                assertThat(client.waits()).isEmpty();
                assertThat(upstream.chatCount()).isBetween(1L, 3L);
            }
        }
    }

    @Test
    void aBusyServerIsAskedAgainAfterTheTimeThatItSays() throws Exception {
        upstream.model(
                PRIMARY,
                Behaviour.text("one two").betweenTokens(Duration.ofHours(1)),
                Behaviour.text("cloud"));
        try (var server = RunningServer.start(home, upstream, "MAX_CONCURRENT_QUERIES", "1");
                var client = JavaClient.of(server.url())) {
            var held = server.rawClient().post(RunningServer.body("chat", true, "Tell me."), "");
            held.readUntil("one");
            client.beforeRetry(() -> leave(held, server));

            assertThat(text(client.complete(asking("Me too.").build()))).isEqualTo("cloud");

            assertThat(client.waits()).containsExactly(Duration.ofSeconds(1));
        }
    }

    private static void leave(RawClient held, RunningServer server) {
        try {
            held.close();
            server.awaitIdle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStreamThatBreaksOffIsAnExceptionBehindItsText() {
        upstream.model(PRIMARY, Behaviour.text("one two three").then(new Ending.Reset()).after(2));
        try (var server = RunningServer.start(home, upstream, "MIDSTREAM", "error");
                var client = JavaClient.of(server.url());
                var stream = client.api().chat().completions().createStreaming(QUESTION)) {
            var read = new ArrayList<ChatCompletionChunk>();

            var error = thrown(SseException.class, () -> stream.stream().forEach(read::add));

            assertThat(error.code()).hasValue("upstream_unavailable");
            assertThat(read.toString()).contains("one");
            assertThat(client.waits()).isEmpty();
        }
    }

    @Test
    void anAnswerThatWasLostOnTheWayIsHadAgainWithoutAskingTwice() throws Exception {
        try (var server = RunningServer.start(home, upstream);
                var relay = LossyRelay.to(server.url(), 1);
                var client = JavaClient.of(relay.url())) {
            var question = asking("Once.").putAdditionalHeader("Idempotency-Key", "once-1").build();

            assertThat(text(client.complete(question))).isEqualTo("cloud");

            assertThat(client.waits()).hasSize(1);
            assertThat(relay.heads()).hasSize(2).allMatch(it -> it.contains("idempotency-key"));
            assertThat(upstream.chatCount()).isEqualTo(1);
            assertThat(server.used()).isEqualTo(1);
        }
    }

    @Test
    void aKeyWithAnotherQuestionIsRefusedAndNotSentAgain() {
        try (var server = RunningServer.start(home, upstream);
                var client = JavaClient.of(server.url())) {
            client.complete(asking("One.").putAdditionalHeader("Idempotency-Key", "k").build());

            assertThatThrownBy(() ->
                            client.complete(
                                    asking("Two.")
                                            .putAdditionalHeader("Idempotency-Key", "k")
                                            .build()))
                    .isInstanceOfSatisfying(
                            OpenAIServiceException.class,
                            error -> {
                                assertThat(error.statusCode()).isEqualTo(409);
                                assertThat(error.code()).hasValue("idempotency_key_reused");
                            });
            assertThat(client.waits()).isEmpty();
        }
    }
}
