package dev.understudy.server;

import static dev.understudy.server.RunningServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServerTest {
    private static final int CLIENTS = 16;

    @TempDir Path home;
    private Simulator upstream;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        upstream.model(
                PRIMARY, Behaviour.text("one two three four").betweenTokens(Duration.ofMillis(3)));
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void afterAKillUnderLoadTheCountIsAtLeastWhatTheUpstreamSaw() throws Exception {
        for (int round = 1; round <= 3; round++) {
            var server = ServerProcess.start(home, upstream.url(), "API_QUOTA_DAILY_LIMIT=100000");
            try (var load = new Load(server.url())) {
                load.awaitAnswers(100);
                server.kill();
            }
            long seen = upstream.chatCount();

            try (var again = RunningServer.start(home, upstream)) {
                // Each client has at most one attempt in flight at each kill.
                assertThat((long) again.used())
                        .isGreaterThanOrEqualTo(seen)
                        .isLessThanOrEqualTo(seen + (long) CLIENTS * round);
            }
        }
    }

    @Test
    void aRestartInOrderLosesNothingAndLetsAnswersEnd() throws Exception {
        var server = ServerProcess.start(home, upstream.url());
        int answered;
        try (var load = new Load(server.url())) {
            load.awaitAnswers(100);
            load.lastRound();
            server.stop();
            answered = load.whole();
        }

        try (var again = RunningServer.start(home, upstream)) {
            assertThat((long) again.used()).isEqualTo(upstream.chatCount());
            assertThat(answered).isEqualTo((int) upstream.chatCount());
            assertThat(again.get("/api/v1/usage").path("tokens_total").asInt()).isPositive();
        }
    }

    /**
     * Clients that ask, one question after the other, until the server is gone or they are told to
     * end.
     */
    private static final class Load implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicInteger whole = new AtomicInteger();
        private final AtomicBoolean ending = new AtomicBoolean();
        private final CountDownLatch ended = new CountDownLatch(CLIENTS);
        private final String url;

        Load(String url) {
            this.url = url;
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                var _ = threads.submit(() -> askUntilTheEnd(number));
            }
        }

        private void askUntilTheEnd(int number) {
            try {
                for (int i = 0; !ending.get(); i++) {
                    if (!ask("client %d, question %d".formatted(number, i))) {
                        return;
                    }
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                ended.countDown();
            }
        }

        private boolean ask(String question) throws InterruptedException {
            var body =
                    "{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                            .formatted(question);
            var request =
                    HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
                            .timeout(Duration.ofSeconds(20))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            try {
                var answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
                if (answer.strip().endsWith("[DONE]") && !answer.contains("\"error\":{")) {
                    whole.incrementAndGet();
                }
                return true;
            } catch (IOException _) {
                return false;
            }
        }

        void awaitAnswers(int answers) {
            while (whole.get() < answers) {
                Thread.onSpinWait();
            }
        }

        /** What is being asked now is the last. */
        void lastRound() {
            ending.set(true);
        }

        int whole() throws InterruptedException {
            assertThat(ended.await(40, TimeUnit.SECONDS)).isTrue();
            return whole.get();
        }

        @Override
        public void close() {
            ending.set(true);
            client.shutdownNow();
            threads.close();
        }
    }
}
