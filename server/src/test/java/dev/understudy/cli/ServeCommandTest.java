package dev.understudy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    @TempDir Path home;

    private Process serve(Path log) throws IOException {
        var process =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.understudy.cli.Main",
                                "serve",
                                "--port",
                                "0",
                                "--set",
                                "OLLAMA_HOST=127.0.0.1:1"));
        process.environment().put("UNDERSTUDY_HOME", home.resolve("home").toString());
        return process.directory(home.toFile()).redirectError(log.toFile()).start();
    }

    @Test
    void theLogSaysThatItStopsAndThatItHasStopped() throws Exception {
        var log = home.resolve("log");
        var process = serve(log);
        try (var out = process.inputReader(UTF_8)) {
            assertThat(out.readLine()).startsWith("listening on ");
            process.destroy();
            assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(Files.readString(log))
                .containsSubsequence("Stopping: 0 queries are running", "Stopped\n");
    }
}
