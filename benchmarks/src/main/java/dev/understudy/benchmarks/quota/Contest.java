package dev.understudy.benchmarks.quota;

import dev.understudy.benchmarks.measure.Progress;
import dev.understudy.cli.drill.Rehearsal;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import dev.understudy.time.SystemTime;
import dev.understudy.time.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Several server processes, many threads at each, and one quota: asks more than it allows, and
 * kills servers at random meanwhile. One use.
 */
final class Contest implements AutoCloseable {
    static final String PRIMARY = "cloud";

    /** So many people ask, each to be warned once. */
    private static final int USERS = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The others settle what a dead one held after 30 s, and look for it every 5 to 30 s. */
    private static final Duration UNTIL_SETTLED = Duration.ofSeconds(75);

    private final Rules rules;
    private final SharedLedger ledger;
    private final Path home;
    private final Random random;
    private final Progress progress;
    private final Ticker ticker = SystemTime.ticker();
    private final Simulator upstream = Simulator.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Contender> servers = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final LongAdder answered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unexpected = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final Map<String, LongAdder> warnings = new ConcurrentHashMap<>();

    /**
     * @param attempts how many questions are asked in all, each of one attempt
     * @param kills servers killed; all but a tenth of them while places are left
     */
    record Rules(int processes, int threads, int attempts, int limit, int kills) {}

    /**
     * @param seen what the metered model was sent
     * @param used what the ledger counts, after everything has ended
     * @param mostUsed the most that the ledger counted at any look
     * @param warnedTwice users that were warned more than once
     * @param unexpected answers that are neither an answer nor the quota's refusal
     * @param broken questions that were in flight at a server when it was killed
     */
    record Outcome(
            long seen,
            long used,
            long mostUsed,
            long outstanding,
            long warnedTwice,
            long warned,
            long answered,
            long refused,
            long broken,
            long unexpected,
            Duration took,
            Duration untilSettled) {}

    Contest(Rules rules, SharedLedger ledger, Path home, long seed, Progress progress) {
        this.rules = rules;
        this.ledger = ledger;
        this.home = home;
        this.random = new Random(seed);
        this.progress = progress;
    }

    Outcome run() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("Fine.").firstTokenAfter(Duration.ofMillis(250)));
        for (int i = 0; i < rules.processes(); i++) {
            servers.add(Contender.start(home, settings()));
        }
        progress.say(
                "%s: %d servers, %,d questions, a quota of %,d"
                        .formatted(
                                ledger.words(),
                                rules.processes(),
                                rules.attempts(),
                                rules.limit()));
        long began = ticker.nanos();
        long mostUsed;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (var server : servers) {
                for (int i = 0; i < rules.threads(); i++) {
                    running.add(threads.submit(() -> askAll(server)));
                }
            }
            mostUsed = Math.max(killSome(threads), ledger.used());
            for (var one : running) {
                one.get();
            }
        }
        var took = since(began);
        long left = ticker.nanos();
        long outstanding = awaitSettled();
        var untilSettled = since(left);
        for (var server : servers) {
            server.stop();
        }
        long used = ledger.used();
        return new Outcome(
                upstream.chats(PRIMARY).size(),
                used,
                Math.max(mostUsed, used),
                outstanding,
                warnings.values().stream().filter(it -> it.sum() > 1).count(),
                warnings.size(),
                answered.sum(),
                refused.sum(),
                broken.sum(),
                unexpected.sum(),
                took,
                untilSettled);
    }

    private Map<String, String> settings() {
        var all = new HashMap<String, String>();
        all.put("UNDERSTUDY_HOME", home.toString());
        all.put("OLLAMA_HOST", upstream.url());
        all.put("OLLAMA_MODEL", PRIMARY);
        all.put("OLLAMA_FALLBACK_MODEL", "local");
        all.put("API_QUOTA_DAILY_LIMIT", String.valueOf(rules.limit()));
        all.put("MAX_RETRIES_PER_QUERY", "1");
        all.put("BACKGROUND_PROBES", "false");
        all.put("WARM_FALLBACK", "false");
        all.put("LOG_LEVEL", "ERROR");
        all.putAll(Rehearsal.distantReset());
        all.putAll(ledger.settings());
        return all;
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(ticker.nanos() - nanos);
    }

    private void askAll(Contender server) {
        for (int number = asked.getAndIncrement();
                number < rules.attempts();
                number = asked.getAndIncrement()) {
            ask(server, number);
        }
    }

    /** A server that is not there is asked again once it is; it has seen nothing then. */
    private void ask(Contender server, int number) {
        var user = "user" + number % USERS;
        for (boolean there = false; !there; ) {
            var request = request(server.url(), user, number);
            try {
                heard(user, client.send(request, HttpResponse.BodyHandlers.ofString()));
                there = true;
            } catch (ConnectException _) {
                there = false;
            } catch (IOException _) {
                broken.increment();
                there = true;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void heard(String user, HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            answered.increment();
        } else if (answer.statusCode() == 429 && answer.body().contains("insufficient_quota")) {
            refused.increment();
        } else {
            unexpected.increment();
        }
        if (answer.body().contains("\"quota_warning\"")) {
            warnings.computeIfAbsent(user, _ -> new LongAdder()).increment();
        }
    }

    private static HttpRequest request(String url, String user, int number) {
        var body =
                """
                {"model": "chat", "user": "%s",
                 "messages": [{"role": "user", "content": "Question number %d"}]}
                """
                        .formatted(user, number);
        return HttpRequest.newBuilder(URI.create(url + "/api/v1/chat/completions"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /**
     * Kills at random moments, counted in questions, so that it does not depend on the speed; while
     * one is started again the others go on, and may be killed, too.
     */
    private long killSome(ExecutorService threads) throws Exception {
        var moments =
                random.ints(rules.kills(), 0, rules.limit() + rules.limit() / 10)
                        .sorted()
                        .toArray();
        List<Future<Void>> killed = new ArrayList<>();
        long mostUsed = 0;
        for (int moment : moments) {
            var victim = servers.get(random.nextInt(servers.size()));
            while (asked.get() < Math.min(moment, rules.attempts()) || !victim.isUp()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            victim.choose();
            killed.add(threads.submit(victim::killAndRestart));
            long used = ledger.used();
            mostUsed = Math.max(mostUsed, used);
            progress.say(
                    "killed one after %,d questions; the ledger counts %,d"
                            .formatted(asked.get(), used));
        }
        for (var one : killed) {
            one.get();
        }
        return mostUsed;
    }

    /** Returns what is outstanding after the time that settling may take. */
    private long awaitSettled() throws SQLException, InterruptedException {
        long began = ticker.nanos();
        long outstanding = ledger.outstanding();
        while (outstanding > 0 && since(began).compareTo(UNTIL_SETTLED) < 0) {
            TimeUnit.MILLISECONDS.sleep(200);
            outstanding = ledger.outstanding();
        }
        return outstanding;
    }

    @Override
    public void close() {
        servers.forEach(Contender::close);
        client.shutdownNow();
        upstream.close();
    }
}
