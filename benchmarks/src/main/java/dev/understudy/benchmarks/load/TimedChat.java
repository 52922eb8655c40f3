package dev.understudy.benchmarks.load;

import dev.understudy.cli.drill.Seen;
import dev.understudy.cli.drill.SeenReader;
import dev.understudy.time.Ticker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of one server that streams its answers and times them. Each question begins a
 * conversation of its own. Thread-safe; blocks its caller.
 */
final class TimedChat implements AutoCloseable {
    /** Beyond what any query here may take: an answer that takes longer counts as lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final Ticker ticker;
    private final AtomicLong asked = new AtomicLong();

    TimedChat(String url, Ticker ticker) {
        this.url = url;
        this.ticker = ticker;
    }

    /**
     * Asks the chain a new question.
     *
     * @throws TimeoutException where the answer has not ended in time; its connection is closed
     */
    Seen ask() throws Exception {
        var question = "Question number " + asked.incrementAndGet();
        var request = request(body("chat", question));
        var reader = new SeenReader(question, ticker);
        var lines = HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(reader));
        var answer = client.sendAsync(request, lines);
        try {
            return reader.seen(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), List.of());
        } catch (TimeoutException | InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    /** Hands each line on as it comes. */
    private record Lines(SeenReader reader) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            reader.line(line);
        }

        @Override
        public void onError(Throwable failure) {
            // The future of the answer says so.
        }

        @Override
        public void onComplete() {
            // The future of the answer says so.
        }
    }

    static String body(String model, String question) {
        var body = JSON.createObjectNode().put("model", model).put("stream", true);
        body.putArray("messages").addObject().put("role", "user").put("content", question);
        return body.toString();
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create(url + "/api/v1/chat/completions"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** What the server says of itself. */
    JsonNode status() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url + "/api/v1/status"))
                        .timeout(PATIENCE)
                        .build();
        return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
