package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static dev.understudy.server.RunningServer.content;
import static dev.understudy.server.RunningServer.json;
import static dev.understudy.server.RunningServer.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotaOverHttpTest {
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

    private static List<HttpResponse<String>> askAtOnce(RunningServer server, int queries)
            throws Exception {
        var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < queries; i++) {
            asked.add(server.askLater("question " + i));
        }
        var answers = new ArrayList<HttpResponse<String>>();
        for (var one : asked) {
            answers.add(one.get());
        }
        return answers;
    }

    @Test
    void ofTwoHundredAtOnceExactlyTheFiftyWithAPlaceReachTheUpstream() throws Exception {
        try (var server = RunningServer.start(home, upstream, "API_QUOTA_DAILY_LIMIT", "50")) {
            var answers = askAtOnce(server, 200);

            assertThat(upstream.chatCount()).isEqualTo(50);
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(50);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() != 200)
                    .hasSize(150)
                    .allSatisfy(refused -> {
                        assertThat(refused.statusCode()).isEqualTo(429);
                        assertThat(refused.headers().firstValue("x-should-retry"))
                                .contains("false");
                        assertThat(refused.headers().firstValue("retry-after")).isPresent();
                        assertThat(json(refused).at("/error/code").asString())
                                .isEqualTo("insufficient_quota");
                        assertThat(json(refused).at("/error/message").asString()).contains("50/50");
                    });
            assertThat(server.used()).isEqualTo(50);
        }
    }

    @Test
    void underFallbackTheOthersAreAnsweredLocallyAndTold() throws Exception {
        try (var server =
                RunningServer.start(
                        home,
                        upstream,
                        "API_QUOTA_DAILY_LIMIT",
                        "5",
                        "API_QUOTA_ON_EXCEEDED",
                        "fallback")) {
            var answers = askAtOnce(server, 20);

            assertThat(upstream.chats(PRIMARY)).hasSize(5);
            assertThat(upstream.chats(FALLBACK)).hasSize(15);
            assertThat(answers)
                    .filteredOn(answer -> outcome(answer).equals("answered_by_fallback"))
                    .hasSize(15)
                    .allSatisfy(local ->
                            assertThat(content(local))
                                    .contains("Daily API Quota Exceeded", "5/5")
                                    .endsWith("local"));
        }
    }

    @Test
    void twoServersOnOneHomeShareOneQuota() throws Exception {
        try (var one = RunningServer.start(home, upstream, "API_QUOTA_DAILY_LIMIT", "30");
                var other = RunningServer.start(home, upstream, "API_QUOTA_DAILY_LIMIT", "30")) {
            var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 40; i++) {
                asked.add(one.askLater("one " + i));
                asked.add(other.askLater("other " + i));
            }
            int answered = 0;
            for (var question : asked) {
                answered += question.get().statusCode() == 200 ? 1 : 0;
            }

            assertThat(answered).isEqualTo(30);
            assertThat(upstream.chatCount()).isEqualTo(30);
            assertThat(one.used()).isEqualTo(30);
            assertThat(other.used()).isEqualTo(30);
        }
    }

    @Test
    void theWarningIsGivenOnceAndCanBeSwitchedOff() throws Exception {
        try (var server = RunningServer.start(home, upstream, "API_QUOTA_DAILY_LIMIT", "10")) {
            var contents = new ArrayList<String>();
            for (int i = 0; i < 9; i++) {
                contents.add(content(server.ask("question " + i)));
            }
            assertThat(contents.get(7)).contains("Quota Warning: 8/10 requests used (80%)");
            assertThat(contents.get(8)).isEqualTo("cloud");
        }
        try (var server =
                RunningServer.start(
                        home.resolve("silent"),
                        upstream,
                        "API_QUOTA_DAILY_LIMIT",
                        "1",
                        "NOTIFY_ON_QUOTA_WARNING",
                        "false")) {
            assertThat(content(server.ask("question"))).isEqualTo("cloud");
        }
    }

    @Test
    void theTokenCountIsShownWhenAskedFor() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("cloud").usage(30, 12));
        try (var server = RunningServer.start(home, upstream, "SHOW_TOKEN_COUNT", "true")) {
            assertThat(content(server.ask("question")))
                    .startsWith("cloud")
                    .contains("Tokens: 42 (30 prompt, 12 answer)");
        }
    }

    @Test
    void tokensThatAreNotTrackedAreNotStoredButTheQuotaCounts() throws Exception {
        try (var server = RunningServer.start(home, upstream, "TRACK_TOKEN_USAGE", "false")) {
            server.ask("question");

            var usage = server.get("/api/v1/usage");
            assertThat(usage.path("tokens_total").asInt(-1)).isZero();
            assertThat(usage.path("requests_today").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aBusyServerRefusesAtOnceAndRecovers() throws Exception {
        upstream.model(PRIMARY, Behaviour.silence());
        try (var server = RunningServer.start(home, upstream, "MAX_CONCURRENT_QUERIES", "1")) {
            var first = server.askLater("takes the only place");
            while (upstream.chatCount() == 0) {
                Thread.onSpinWait();
            }

            var second = server.ask("one too many");

            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(json(second).at("/error/code").asString()).isEqualTo("too_busy");
            assertThat(second.headers().firstValue("retry-after")).isPresent();
            first.cancel(true);
            server.awaitIdle();
            upstream.model(PRIMARY, Behaviour.text("cloud"));
            assertThat(server.ask("now").statusCode()).isEqualTo(200);
        }
    }
}
