package dev.understudy.server;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.Sleeper;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * OpenAI's own client for Java as its users set it up, with every answer checked against its types.
 * It does not wait before it sends a request again: it notes how long it would have.
 */
final class JavaClient implements AutoCloseable {
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final OpenAIClient client;
    private volatile Runnable beforeRetry = () -> {};

    private JavaClient(String url, String key) {
        client =
                OpenAIOkHttpClient.builder()
                        .baseUrl(url + "/v1")
                        .apiKey(key)
                        .responseValidation(true)
                        .sleeper(new Waits())
                        .build();
    }

    static JavaClient of(String url) {
        return new JavaClient(url, "any");
    }

    static JavaClient of(String url, String key) {
        return new JavaClient(url, key);
    }

    /** A question to the chain without agents; more can be added to it. */
    static ChatCompletionCreateParams.Builder asking(String question) {
        return ChatCompletionCreateParams.builder().model("chat").addUserMessage(question);
    }

    OpenAIClient api() {
        return client;
    }

    ChatCompletion complete(ChatCompletionCreateParams question) {
        return client.chat().completions().create(question);
    }

    /** All chunks, read to the end of the stream. */
    List<ChatCompletionChunk> stream(ChatCompletionCreateParams question) {
        try (var stream = client.chat().completions().createStreaming(question)) {
            return stream.stream().toList();
        }
    }

    static String text(ChatCompletion completion) {
        return completion.choices().getFirst().message().content().orElse("");
    }

    /** The waits before the requests that the client has sent again. */
    List<Duration> waits() {
        return List.copyOf(waits);
    }

    /** What happens while the client would wait. */
    void beforeRetry(Runnable action) {
        beforeRetry = action;
    }

    @Override
    public void close() {
        client.close();
    }

    private final class Waits implements Sleeper {
        @Override
        public void sleep(Duration duration) {
            waits.add(duration);
            beforeRetry.run();
        }

        @Override
        public CompletableFuture<Void> sleepAsync(Duration duration) {
            sleep(duration);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
