package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.QUESTION;
import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.Credentials;
import dev.understudy.auth.Role;
import dev.understudy.auth.jwt.SigningKey;
import dev.understudy.auth.jwt.TokenAttacks;
import dev.understudy.auth.jwt.Tokens;
import dev.understudy.auth.ldap.DirectoryVerdict;
import dev.understudy.auth.login.LogInThrottle;
import dev.understudy.auth.login.LogIns;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensOverHttpTest {
    private final Tokens tokens =
            new Tokens(SigningKey.of(TokenAttacks.SECRET), InstantSource.fixed(TokenAttacks.NOW));
    private final AtomicLong nanos = new AtomicLong();
    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        var logIns =
                new LogIns(
                        TokensOverHttpTest::directory,
                        tokens,
                        Duration.ofHours(24),
                        new LogInThrottle(nanos::get));
        api =
                new RunningApi(
                        ApiSettings.DEFAULT,
                        new Credentials(() -> true, List.of(tokens)),
                        Optional.of(logIns),
                        nanos::get);
        api.queries.script(play -> play.text("Hi").end(ANSWERED));
    }

    private static DirectoryVerdict directory(String user, String password) {
        return switch (user) {
            case "down" -> new DirectoryVerdict.Unreachable("for the test");
            case "outsider" -> new DirectoryVerdict.NotAllowed(user);
            default ->
                    password.equals("right")
                            ? new DirectoryVerdict.Known(user, Role.USER)
                            : new DirectoryVerdict.Refused("for the test");
        };
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<String> logIn(String body) throws Exception {
        return api.send(
                api.request("/auth/login")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> logIn(String user, String password) throws Exception {
        return logIn("{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password));
    }

    private static String code(HttpResponse<String> response) {
        return json(response).at("/error/code").asString();
    }

    @Test
    void aTokenIsTakenWhereverAKeyIsAndNamesItsUser() throws Exception {
        var answer = logIn("ada", "right");
        var token = json(answer).path("access_token").asString();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("token_type").asString()).isEqualTo("Bearer");
        assertThat(json(answer).path("expires_in").asInt()).isEqualTo(86_400);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(api.ask(QUESTION, "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
        assertThat(api.ask(QUESTION, "X-API-Key", token).statusCode()).isEqualTo(200);
        assertThat(api.queries.next().query.user()).isEqualTo("ada");
    }

    @Test
    void everyAttackOnTokensIs401() throws Exception {
        for (var attack : TokenAttacks.all().entrySet()) {
            var refused = api.ask(QUESTION, "Authorization", "Bearer " + attack.getValue());

            assertThat(refused.statusCode()).as(attack.getKey()).isEqualTo(401);
            assertThat(code(refused)).isEqualTo("invalid_api_key");
        }
        assertThat(api.queries.noneStarted()).isTrue();
    }

    @Test
    void whoseTokenExpiredIsToldToLogInAgain() throws Exception {
        var expired = TokenAttacks.all().get("expired");

        var refused = api.ask(QUESTION, "Authorization", "Bearer " + expired);

        assertThat(json(refused).at("/error/message").asString()).contains("Log in again");
    }

    @Test
    void eachWayInWhichALogInFailsHasItsStatus() throws Exception {
        var wrong = logIn("ada", "wrong");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(code(wrong)).isEqualTo("invalid_credentials");
        assertThat(logIn("nobody", "wrong").body()).isEqualTo(wrong.body());

        var outsider = logIn("outsider", "right");
        assertThat(outsider.statusCode()).isEqualTo(403);
        assertThat(code(outsider)).isEqualTo("not_allowed");

        var down = logIn("down", "right");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(code(down)).isEqualTo("directory_unavailable");
        assertThat(down.body()).doesNotContain("for the test");
    }

    @Test
    void tooManyWrongPasswordsAre429UntilTheStatedTime() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(logIn("ada", "wrong").statusCode()).isEqualTo(401);
        }

        var throttled = logIn("ada", "right");
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(code(throttled)).isEqualTo("too_many_attempts");
        assertThat(throttled.headers().firstValue("Retry-After")).hasValue("60");

        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(logIn("ada", "right").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"ada\"",
                "{\"username\":\"ada\"}",
                "{\"password\":\"right\"}",
                "{\"username\":\"ada\",\"password\":null}",
                "{\"username\":[\"ada\"],\"password\":\"right\"}",
                "username=ada&password=right"
            })
    void whatIsNoNameAndPasswordIs400AndIsNotQuoted(String body) throws Exception {
        var refused = logIn(body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).doesNotContain("right", "ada");
    }

    @Test
    void aLogInWithoutADirectoryIs404AndAHugeOne413() throws Exception {
        assertThat(logIn("ada", "x".repeat(10_000)).statusCode()).isEqualTo(413);
        assertThat(api.get("/auth/login").statusCode()).isEqualTo(405);
        try (var open = RunningApi.open()) {
            var refused =
                    open.send(
                            open.request("/auth/login")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(code(refused)).isEqualTo("login_unavailable");
        }
    }
}
