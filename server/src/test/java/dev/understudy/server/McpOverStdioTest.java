package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The protocol's own client, which starts {@code understudy mcp} in a process of its own. */
class McpOverStdioTest extends McpClientContract {
    private final List<String> onStandardError = new CopyOnWriteArrayList<>();

    @Override
    McpClientTransport transport(String upstream) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var transport =
                new StdioClientTransport(
                        ServerParameters.builder(java)
                                .args(
                                        "-XX:TieredStopAtLevel=1",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "dev.understudy.cli.Main",
                                        "mcp",
                                        "--set",
                                        "UNDERSTUDY_HOME=" + home.resolve("home"),
                                        "--set",
                                        "OLLAMA_HOST=" + upstream,
                                        "--set",
                                        "RETRY_DELAY_SECONDS=0")
                                .build(),
                        McpJsonDefaults.getMapper());
        transport.setStdErrorHandler(onStandardError::add);
        return transport;
    }

    @Override
    void stop() {
        assertThat(onStandardError)
                .noneMatch(line -> line.contains("ERROR") || line.startsWith("\tat "));
    }
}
