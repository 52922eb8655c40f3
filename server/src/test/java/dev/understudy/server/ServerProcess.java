package dev.understudy.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program itself, serving in a process of its own, so that it can be killed. */
final class ServerProcess implements AutoCloseable {
    private static final String LISTENING = "listening on ";

    private final Process process;
    private final String url;

    private ServerProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it and waits until it listens. */
    static ServerProcess start(Path home, String upstream, String... settings) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.understudy.cli.Main",
                        "serve",
                        "--port",
                        "0",
                        "--set",
                        "UNDERSTUDY_HOME=" + home,
                        "--set",
                        "OLLAMA_HOST=" + upstream));
        for (var setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        var process =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = out.readLine();
        if (line == null || !line.startsWith(LISTENING)) {
            process.destroyForcibly();
            throw new IOException("it did not start: " + line);
        }
        return new ServerProcess(process, line.substring(LISTENING.length()));
    }

    String url() {
        return url;
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill}: it may end in order. */
    void stop() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() throws InterruptedException {
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError("the server did not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
