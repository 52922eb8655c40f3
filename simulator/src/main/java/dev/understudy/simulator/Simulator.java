package dev.understudy.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * An upstream that does what its script says: Ollama's native protocol and the OpenAI wire, over
 * real sockets.
 *
 * <pre>{@code
 * try (var simulator = Simulator.start()) {
 *     simulator.model("llama3.2:3b", Behaviour.error(502), Behaviour.text("Hello there"));
 *     // point the code under test at simulator.url(), then:
 *     assertThat(simulator.chats()).hasSize(2);
 * }
 * }</pre>
 *
 * <p>It answers {@code POST /api/chat}, {@code GET /api/tags}, {@code POST /api/show}, {@code GET
 * /api/ps}, {@code GET /api/version}, {@code POST /v1/chat/completions} and {@code GET
 * /v1/models[/NAME]}. What Ollama itself refuses is refused before any script is asked: what is not
 * JSON, no model, an unknown model (404), capabilities that the model lacks, and a prompt with more
 * words than its context has tokens under {@code truncate:false} with {@code shift:false}.
 *
 * <p>Bounds: bodies up to 32 MiB (413 beyond); the latest 10,000 requests with at most 64 Mi
 * characters of bodies are kept, older ones are forgotten.
 *
 * <p>Thread-safe. Starting, stopping and closing block the caller for at most ten seconds each and
 * must not be called on an event loop.
 */
public final class Simulator implements AutoCloseable {
    private static final int MOST_BODY_BYTES = 32 * 1024 * 1024;
    private static final int PATIENCE_SECONDS = 10;

    private final Vertx vertx =
            Vertx.vertx(
                    new VertxOptions()
                            .setEventLoopPoolSize(1)
                            .setWorkerPoolSize(1)
                            .setInternalBlockingPoolSize(1)
                            .setUseDaemonThread(true)
                            .setFileSystemOptions(
                                    new FileSystemOptions()
                                            .setFileCachingEnabled(false)
                                            .setClassPathResolvingEnabled(false)));
    private final Cast cast = new Cast();
    private final Stage stage = new Stage(cast);
    private final Recorder recorder = new Recorder();
    private final AtomicInteger openConnections = new AtomicInteger();
    private final String host;
    private final Object serverLock = new Object();
    private HttpServer server;
    private final int port;
    private volatile boolean listening;

    private Simulator(String host, int port) {
        this.host = host;
        try {
            this.server = listen(port);
        } catch (IllegalStateException e) {
            vertx.close();
            throw e;
        }
        this.port = server.actualPort();
    }

    /** Listens on 127.0.0.1 on any free port. */
    public static Simulator start() {
        return start("127.0.0.1", 0);
    }

    /**
     * Listens there; port 0 = any free one.
     *
     * @throws IllegalStateException when it cannot listen there
     */
    public static Simulator start(String host, int port) {
        return new Simulator(host, port);
    }

    public int port() {
        return port;
    }

    /** The base URL, like {@code http://127.0.0.1:40001}. */
    public String url() {
        return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port);
    }

    /**
     * As {@link #model(SimulatedModel, Behaviour, Behaviour...)} with {@link SimulatedModel#named}.
     */
    public Simulator model(String name, Behaviour first, Behaviour... then) {
        return model(SimulatedModel.named(name), first, then);
    }

    /**
     * Offers a model, or replaces its description and script: each call that reaches the script
     * takes one behaviour, and the last one repeats for ever.
     */
    public Simulator model(SimulatedModel description, Behaviour first, Behaviour... then) {
        cast.put(description, new Script(first, then));
        return this;
    }

    /**
     * Plays these behaviours, the last one for ever, to the requests that match, instead of the
     * model's script and whether or not the model exists. Rules are asked in the order they were
     * added; the first that matches wins. A rule may match any path: for one that is no chat, an
     * error, an ending or a delay replaces or delays the regular answer.
     *
     * @param matches called on the event loop: must be quick and must not block
     */
    public Simulator when(Predicate<RecordedRequest> matches, Behaviour first, Behaviour... then) {
        cast.addRule(matches, new Script(first, then));
        return this;
    }

    /** Every request received whole, in order, as far back as the bounds allow. */
    public List<RecordedRequest> requests() {
        return recorder.all(_ -> true);
    }

    /** The requests to a chat path that had messages. */
    public List<RecordedRequest> chats() {
        return recorder.all(RecordedRequest::chat);
    }

    /** The requests to a chat path that had messages and named this model. */
    public List<RecordedRequest> chats(String model) {
        return recorder.all(request -> request.chat() && request.model().equals(model));
    }

    /** How many {@link #chats()} there were since the start or {@link #clear()}, kept or not. */
    public long chatCount() {
        return recorder.chatCount();
    }

    public int openConnections() {
        return openConnections.get();
    }

    /** Forgets what was recorded; scripts and rules stay as they are. */
    public void clear() {
        recorder.clear();
    }

    /** From now on connections are refused, and every open one is closed. */
    public void stopListening() {
        synchronized (serverLock) {
            listening = false;
            await(server.close(), "stop listening on port " + port);
            awaitRefusal();
        }
    }

    /** The server says that it is closed a moment before the system refuses connections. */
    private void awaitRefusal() {
        for (int i = 0; i < 1_000; i++) {
            try (var _ = new Socket(host, port)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            } catch (IOException _) {
                return;
            }
        }
        throw new IllegalStateException("something else listens on port " + port);
    }

    /** Listens again on the same port; nothing happens when it does already. */
    public void listenAgain() {
        synchronized (serverLock) {
            if (!listening) {
                server = listen(port);
            }
        }
    }

    /** Closes every connection and frees the port and the threads. */
    @Override
    public void close() {
        listening = false;
        await(vertx.close(), "close the simulator on port " + port);
    }

    private HttpServer listen(int wantedPort) {
        var options =
                new HttpServerOptions()
                        .setHost(host)
                        .setPort(wantedPort)
                        .setTcpNoDelay(true)
                        .setReuseAddress(true)
                        .setAcceptBacklog(1024)
                        .setMaxHeaderSize(64 * 1024)
                        .setHandle100ContinueAutomatically(true)
                        // Ollama speaks HTTP/1.1 only; a client that offers h2c must not get it.
                        .setHttp2ClearTextEnabled(false);
        var opened =
                await(
                        vertx.createHttpServer(options)
                                .connectionHandler(this::connected)
                                .requestHandler(this::receive)
                                .listen(),
                        "listen on %s:%d".formatted(host, wantedPort));
        listening = true;
        return opened;
    }

    private void connected(HttpConnection connection) {
        openConnections.incrementAndGet();
        connection.closeHandler(_ -> openConnections.decrementAndGet());
    }

    private void receive(HttpServerRequest http) {
        var body = Buffer.buffer();
        http.handler(part -> {
            if (body.length() + part.length() <= MOST_BODY_BYTES) {
                body.appendBuffer(part);
            } else if (!http.response().ended()) {
                http.response()
                        .setStatusCode(413)
                        .putHeader("Connection", "close")
                        .end("request body too large");
            }
        });
        http.endHandler(_ -> {
            if (!http.response().ended()) {
                answer(http, body.toString(UTF_8));
            }
        });
    }

    private void answer(HttpServerRequest http, String body) {
        var json = Json.readOrMissing(body);
        var path = http.path();
        var recorded =
                new RecordedRequest(
                        http.method().name(),
                        path == null ? "/" : path,
                        http.headers(),
                        body,
                        json,
                        RealTime.now());
        recorder.add(recorded);
        Performance.begin(vertx, http, score(recorded, json), recorded, () -> !listening);
    }

    private Score score(RecordedRequest request, JsonNode json) {
        try {
            return stage.score(request, json);
        } catch (RuntimeException e) {
            // Most likely a rule's predicate; without an answer its test would hang.
            var message = "the simulator failed on %s: %s".formatted(request, e);
            return Score.body(500, Wire.ofPath(request.path()).error(500, message));
        }
    }

    private static <T> T await(Future<T> future, String what) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot %s: %s".formatted(what, e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Cannot %s within %d seconds".formatted(what, PATIENCE_SECONDS), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while trying to " + what, e);
        }
    }
}
