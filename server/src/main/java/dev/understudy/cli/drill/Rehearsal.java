package dev.understudy.cli.drill;

import dev.understudy.chat.TokenUsage;
import dev.understudy.gateway.Route;
import dev.understudy.quota.Admission;
import dev.understudy.server.ConfiguredLedger;
import dev.understudy.server.Server;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.SettingsInput;
import dev.understudy.settings.SettingsLoader;
import dev.understudy.simulator.Simulator;
import dev.understudy.time.SystemTime;
import dev.understudy.time.Ticker;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A simulated upstream and a real server in front of it, on sockets of this machine, with a home of
 * its own that is thrown away. One thread at a time.
 */
public final class Rehearsal implements AutoCloseable {
    public static final String PRIMARY = "gpt-oss:120b-cloud";
    public static final String FALLBACK = "llama3.2:3b";

    /** How the queries are named that took their places before a rehearsal began. */
    private static final String BEFORE = "before-";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final Ticker ticker = SystemTime.ticker();
    private final Path home;
    private final Simulator simulator;
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Seen> seen = new ArrayList<>();

    private Rehearsal(Path home, Simulator simulator, Server server) {
        this.home = home;
        this.simulator = simulator;
        this.server = server;
    }

    /** Opens both; {@code used} places of the quota are taken already. */
    public static Rehearsal open(int used, Map<String, String> settings) throws Exception {
        return open(used, settings, _ -> "");
    }

    /**
     * The same with a chain of its own.
     *
     * @param yaml what stands in {@code understudy.yaml}, by the upstream's address; empty for
     *     nothing
     */
    public static Rehearsal open(int used, Map<String, String> settings, UnaryOperator<String> yaml)
            throws Exception {
        var home = Files.createTempDirectory("understudy-drill");
        var simulator = Simulator.start();
        try {
            var described = yaml.apply(simulator.url());
            if (!described.isBlank()) {
                Files.writeString(home.resolve("understudy.yaml"), described);
            }
            var config = config(home, simulator, settings);
            use(config, used);
            return new Rehearsal(home, simulator, Server.start(config));
        } catch (Exception e) {
            simulator.close();
            delete(home);
            throw e;
        }
    }

    private static ServerConfig config(
            Path home, Simulator simulator, Map<String, String> settings) {
        var all = new HashMap<String, String>();
        all.put("UNDERSTUDY_HOME", home.toString());
        all.put("OLLAMA_HOST", simulator.url());
        all.put("OLLAMA_MODEL", PRIMARY);
        all.put("OLLAMA_FALLBACK_MODEL", FALLBACK);
        all.put("MCP_SERVER_PORT", "0");
        all.put("RETRY_DELAY_SECONDS", "0.2");
        all.put("FALLBACK_COOLDOWN_SECONDS", "1");
        all.putAll(distantReset());
        all.putAll(settings);
        return ServerConfig.of(SettingsLoader.load(new SettingsInput(all, Map.of(), home, home)));
    }

    /** Settings by which no window ends for half a day, in the middle of a scenario. */
    public static Map<String, String> distantReset() {
        int hour = SystemTime.instants().instant().atZone(ZoneOffset.UTC).getHour();
        return Map.of(
                "API_QUOTA_RESET_HOUR", String.valueOf((hour + 12) % 24), "API_QUOTA_ZONE", "UTC");
    }

    private static void use(ServerConfig config, int places) throws Exception {
        try (var ledger = ConfiguredLedger.open(config)) {
            var writes = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < places; i++) {
                var now = SystemTime.instants().instant();
                var start = new AttemptStart(BEFORE + i, 1, PRIMARY, true, "others", "chat", now);
                writes.add(
                        ledger.reserve(start)
                                .thenCompose(admission ->
                                        ledger.settle(
                                                ((Admission.Granted) admission).reservation(),
                                                new AttemptEnd(
                                                        now, AttemptEnd.OK, TokenUsage.NONE)))
                                .toCompletableFuture());
            }
            CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new))
                    .get(60, TimeUnit.SECONDS);
        }
    }

    /** Where the server listens. */
    public String url() {
        return server.url();
    }

    /** The upstream, to be given its script. */
    public Simulator upstream() {
        return simulator;
    }

    /** A conversation of its own, with the models themselves. */
    public Conversation conversation() {
        return new Conversation(this, Route.CHAT);
    }

    /** A conversation of its own, with the agents. */
    public Conversation agents() {
        return new Conversation(this, Route.AGENTS);
    }

    /** Everything that was seen so far. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Chats that reached the upstream for this model. */
    public int chats(String model) {
        return simulator.chats(model).size();
    }

    /** The server's own figures. */
    public JsonNode usage() throws IOException, InterruptedException {
        return get("/api/v1/usage");
    }

    /** How the server and its models are. */
    public JsonNode status() throws IOException, InterruptedException {
        return get("/api/v1/status");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).build();
        return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Places that are taken. */
    public int used() throws IOException, InterruptedException {
        return usage().path("requests_today").asInt();
    }

    /** Asks whether the next query may try the primary, until it may. */
    public void awaitCoolDown() throws IOException, InterruptedException {
        var since = ticker.nanos();
        while (Duration.ofNanos(ticker.nanos() - since).compareTo(PATIENCE) < 0) {
            var primary = status().path("models").path(0);
            double left = primary.path("retry_in_seconds").asDouble();
            boolean well = primary.path("health").asString("").equals("closed");
            boolean byQuery = primary.path("next_probe").asString("").equals("query");
            if (well || (left <= 0 && byQuery)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep((long) (left * 1000) + 1);
        }
        throw new IOException("the primary did not cool down within " + PATIENCE);
    }

    Seen ask(ObjectNode body, String question) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(uri("/api/v1/chat/completions"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        var reader = new SeenReader(question, ticker);
        int attemptsBefore = attempts().size();
        var response = client.send(request, HttpResponse.BodyHandlers.ofLines());
        try (var lines = response.body()) {
            lines.forEach(reader::line);
        }
        var all = attempts();
        var result = reader.seen(response, all.subList(attemptsBefore, all.size()));
        seen.add(result);
        return result;
    }

    /** Every attempt since the server started: {@code MODEL: RESULT}. */
    public List<String> attempts() throws IOException {
        return usageLog().stream()
                .map(line ->
                        "%s: %s"
                                .formatted(
                                        line.path("model").asString(""),
                                        line.path("result").asString("")))
                .toList();
    }

    /**
     * Every attempt since the server started, from its usage log, which is written before an answer
     * ends.
     */
    public List<JsonNode> usageLog() throws IOException {
        var log = home.resolve("logs/api_usage.log");
        if (!Files.exists(log)) {
            return List.of();
        }
        return Files.readAllLines(log).stream()
                .map(JSON::readTree)
                .filter(line -> !line.path("query_id").asString("").startsWith(BEFORE))
                .toList();
    }

    /** The server's own address. */
    public URI uri(String path) {
        return URI.create(server.url() + path);
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
        simulator.close();
        delete(home);
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException _) {
            // It lies in the folder for temporary files, which somebody sweeps.
        }
    }
}
