package dev.understudy.simulator;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** One request that the simulator received whole, and how it went on. Thread-safe. */
public final class RecordedRequest {
    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final String body;
    private final String model;
    private final boolean chat;
    private final Instant receivedAt;
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private final CompletableFuture<Instant> closedByClient = new CompletableFuture<>();

    RecordedRequest(
            String method,
            String path,
            Iterable<Map.Entry<String, String>> headers,
            String body,
            JsonNode json,
            Instant receivedAt) {
        this.method = method;
        this.path = path;
        var lowerCase = new TreeMap<String, String>();
        for (var header : headers) {
            lowerCase.merge(
                    header.getKey().toLowerCase(Locale.ROOT),
                    header.getValue(),
                    (first, next) -> first + ", " + next);
        }
        this.headers = Map.copyOf(lowerCase);
        this.body = body;
        this.receivedAt = receivedAt;
        this.model = json.path("model").asString("");
        this.chat = Wire.ofChat(method, path).isPresent() && !json.path("messages").isEmpty();
    }

    public String method() {
        return method;
    }

    /** The path without the query. */
    public String path() {
        return path;
    }

    /** The headers by lower-case name; several of one name are joined with a comma. */
    public Map<String, String> headers() {
        return headers;
    }

    public String body() {
        return body;
    }

    /** The body, parsed anew at each call; a missing node when it is not JSON. */
    public JsonNode json() {
        return Json.readOrMissing(body);
    }

    /** The model asked for; empty when the body names none. */
    public String model() {
        return model;
    }

    /** When the last byte of the request had arrived. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /**
     * Completes when the behaviour was played to its end, a scripted reset included. Never
     * completes when the client left before, or when the behaviour is to stay silent.
     */
    public CompletableFuture<Void> answered() {
        return answered;
    }

    /**
     * Completes with the time at which the client was seen to close the connection before the
     * behaviour had ended. Never completes otherwise.
     */
    public CompletableFuture<Instant> closedByClient() {
        return closedByClient;
    }

    /** Whether this asked a model for an answer: a chat path with at least one message. */
    boolean chat() {
        return chat;
    }

    @Override
    public String toString() {
        return method + " " + path + (model.isEmpty() ? "" : " for " + model);
    }
}
