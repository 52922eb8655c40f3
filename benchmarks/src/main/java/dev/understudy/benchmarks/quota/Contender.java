package dev.understudy.benchmarks.quota;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One server in a process of its own, that is killed and started again. Its address changes with
 * each start. Thread-safe.
 */
final class Contender implements AutoCloseable {
    private static final String LISTENING = "listening on ";

    /**
     * A JVM each, several on two cores: small heaps, and no compiler threads in each other's way.
     */
    private static final List<String> JVM =
            List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m", "-XX:TieredStopAtLevel=1");

    private final Map<String, String> settings;
    private final Path home;
    private volatile Process process;
    private volatile CompletableFuture<String> url;

    private Contender(Path home, Map<String, String> settings, Process process, String url) {
        this.home = home;
        this.settings = settings;
        this.process = process;
        this.url = CompletableFuture.completedFuture(url);
    }

    /** Starts it, and waits until it listens. */
    static Contender start(Path home, Map<String, String> settings) throws IOException {
        var process = launch(home, settings);
        var contender = new Contender(home, settings, process, listening(process));
        // Whoever ends the benchmark ends its servers, too.
        Runtime.getRuntime().addShutdownHook(new Thread(contender::close));
        return contender;
    }

    private static Process launch(Path home, Map<String, String> settings) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.understudy.cli.Main", "serve", "--port", "0"));
        var builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectError(
                                ProcessBuilder.Redirect.appendTo(
                                        home.resolve("servers.log").toFile()));
        builder.environment().putAll(settings);
        return builder.start();
    }

    private static String listening(Process process) throws IOException {
        var out = new BufferedReader(process.inputReader(UTF_8));
        var line = out.readLine();
        if (line == null || !line.startsWith(LISTENING)) {
            process.destroyForcibly();
            throw new IOException("a server did not start: " + line);
        }
        return line.substring(LISTENING.length());
    }

    /** Where it listens; waits while it is being started again. */
    String url() {
        return url.join();
    }

    boolean isUp() {
        return url.isDone();
    }

    /** It is about to be killed: nobody else may do so before it is up again. */
    void choose() {
        url = new CompletableFuture<>();
    }

    /** As {@code kill -9}, and starts it again; to be called once after {@link #choose}. */
    Void killAndRestart() throws IOException, InterruptedException {
        var listening = url;
        process.destroyForcibly();
        process.waitFor();
        try {
            var next = launch(home, settings);
            process = next;
            listening.complete(listening(next));
        } catch (IOException e) {
            listening.completeExceptionally(e);
            throw e;
        }
        return null;
    }

    /** As {@code kill}: it may end in order. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
