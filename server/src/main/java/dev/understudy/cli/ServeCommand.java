package dev.understudy.cli;

import dev.understudy.server.LogLines;
import dev.understudy.server.Server;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.ServerSettings;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the API until it is told to stop (SIGTERM, Ctrl-C). */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serve the OpenAI-compatible API (default: http://127.0.0.1:8000).")
final class ServeCommand implements Callable<Integer> {
    @Mixin DataOptions settings = new DataOptions();

    @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on.")
    @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port; 0 = any free one.")
    @Nullable String port;

    @Override
    public Integer call() throws InterruptedException {
        settings.add(ServerSettings.MCP_SERVER_HOST, "--host", host);
        settings.add(ServerSettings.MCP_SERVER_PORT, "--port", port);
        var config = ServerConfig.of(settings.load());
        LogLines.start(config.settings().get(ServerSettings.LOG_LEVEL));
        var server = Server.start(config);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    server.close();
                                    stopped.countDown();
                                },
                                "shutdown"));
        System.out.println("listening on " + server.url());
        System.out.flush();
        stopped.await();
        return ExitCode.DONE;
    }
}
