package dev.understudy.web;

import dev.understudy.auth.Authenticator;
import dev.understudy.auth.Role;
import dev.understudy.auth.apikey.ApiKey;
import dev.understudy.auth.apikey.ApiKeys;
import dev.understudy.auth.login.LogIns;
import dev.understudy.execution.Outcome;
import dev.understudy.health.HealthStatus;
import dev.understudy.model.Capability;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.model.WindowOrigin;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.time.SystemTime;
import dev.understudy.time.Ticker;
import dev.understudy.usage.InMemoryLedger;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The API over a scripted gateway, on a real port of loopback, and a client for it. */
final class RunningApi implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Quota QUOTA =
            new Quota(1000, 0.8, OnExceeded.REJECT, new QuotaCalendar(0, ZoneOffset.UTC));
    static final Outcome ANSWERED = new Outcome.Answered("gpt-oss:120b-cloud");
    static final String QUESTION =
            """
            {"model":"chat","messages":[{"role":"user","content":"Hello"}]}\
            """;
    static final String STREAMED =
            """
            {"model":"chat","stream":true,"messages":[{"role":"user","content":"Hello"}]}\
            """;

    private static final ModelProfile PRIMARY =
            new ModelProfile(
                    "gpt-oss:120b-cloud",
                    "ollama",
                    "gpt-oss:120b-cloud",
                    true,
                    131_072,
                    Set.of(Capability.TOOLS, Capability.THINKING),
                    ModelClocks.CLOUD);

    final OperatedModels operation = new OperatedModels("gpt-oss:120b-cloud", "hf.co/a/b:1");
    final ScriptedQueries queries = new ScriptedQueries();
    final InMemoryLedger ledger = new InMemoryLedger(QUOTA, InstantSource.fixed(NOW));
    volatile KeyLimits keyLimits = KeyLimits.UNKNOWN;
    volatile boolean ledgerUsable = true;
    final ApiServer server;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    RunningApi(ApiSettings settings, Authenticator keys)
            throws InterruptedException, ExecutionException, TimeoutException {
        this(settings, keys, SystemTime.ticker());
    }

    RunningApi(ApiSettings settings, Authenticator keys, Ticker ticker)
            throws InterruptedException, ExecutionException, TimeoutException {
        this(settings, keys, Optional.empty(), ticker);
    }

    RunningApi(ApiSettings settings, Authenticator keys, Optional<LogIns> logIns, Ticker ticker)
            throws InterruptedException, ExecutionException, TimeoutException {
        var ids = new AtomicInteger();
        var parts =
                new ApiParts(
                        queries,
                        ledger,
                        this::status,
                        operation,
                        keys,
                        () -> keyLimits,
                        logIns,
                        () -> "q" + ids.incrementAndGet(),
                        InstantSource.fixed(NOW),
                        ticker,
                        List.of());
        server =
                ApiServer.start(vertx, settings, parts)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS);
    }

    static RunningApi open() throws Exception {
        return new RunningApi(ApiSettings.DEFAULT, ApiKeys.none());
    }

    static RunningApi with(ApiSettings settings) throws Exception {
        return new RunningApi(settings, ApiKeys.none());
    }

    /** {@code secret-1} is an admin's, {@code secret-2} a front end's. */
    static RunningApi withKeys() throws Exception {
        return new RunningApi(
                ApiSettings.DEFAULT,
                new ApiKeys(
                        List.of(
                                ApiKey.of("webui", "secret-1", Role.ADMIN),
                                ApiKey.of("notebook", "secret-2", Role.TRUSTED_FRONT_END))));
    }

    static QuotaStatus quota(long used) {
        return QUOTA.status(used, QUOTA.calendar().windowAt(NOW));
    }

    private ServiceStatus status() {
        var well = new HealthStatus(HealthStatus.Condition.CLOSED, 0, Duration.ZERO, 0);
        return new ServiceStatus(
                "0.1.0",
                Duration.ofSeconds(42),
                List.of(new ModelStatus(PRIMARY, WindowOrigin.LEARNT, well, true)),
                List.of(new SourceStatus("shop", "DuckDB", "usable", "")),
                ledgerUsable,
                3,
                List.of());
    }

    int port() {
        return server.port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Asks with further headers, given as name, value, name, value. */
    HttpResponse<String> ask(String body, String... headers)
            throws IOException, InterruptedException {
        var request =
                request("/api/v1/chat/completions")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        client.close();
    }
}
