package dev.understudy.cli;

import dev.understudy.mcp.McpSession;
import dev.understudy.mcp.stdio.StdioConnection;
import dev.understudy.server.ConfiguredMcp;
import dev.understudy.server.LogLines;
import dev.understudy.server.Parts;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.LogLevel;
import dev.understudy.settings.ServerSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Serves the tools to the one program that started it; it shares the home, and so the quota, with a
 * server.
 */
@Command(
        name = "mcp",
        mixinStandardHelpOptions = true,
        description = {
            "Serve tools to an AI client over standard input and output (MCP).",
            "A desktop program starts this command itself: see docs/mcp.md. It ends when its input ends."
        })
final class McpCommand implements Callable<Integer> {
    /** How long what is called off may take to be counted. */
    private static final long LAST_MOMENTS_SECONDS = 5;

    @Mixin DataOptions settings = new DataOptions();

    @Override
    public Integer call() throws Exception {
        var config = ServerConfig.of(settings.load());
        var level =
                config.settings().isSet(ServerSettings.LOG_LEVEL)
                        ? config.settings().get(ServerSettings.LOG_LEVEL)
                        : LogLevel.WARNING;
        LogLines.start(level);
        // Standard output is the client's alone: whatever else is printed must not get in between.
        System.setOut(System.err);
        try (var out = new FileOutputStream(FileDescriptor.out)) {
            var parts = Parts.assemble(config);
            var session = ConfiguredMcp.server(parts).open(System.getProperty("user.name", "cli"));
            var once = new AtomicBoolean();
            var hook = new Thread(() -> end(parts, session, once), "shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
            SourceNotes.of(parts.sources()).forEach(it -> System.err.println("⚠ " + it));
            parts.background().start();
            try {
                new StdioConnection(System.in, out, session).serve();
            } finally {
                end(parts, session, once);
            }
        }
        return ExitCode.DONE;
    }

    /** Calls off what runs, so that it is counted, then closes all. Once; the second call waits. */
    private static void end(Parts parts, McpSession session, AtomicBoolean once) {
        synchronized (once) {
            if (once.getAndSet(true)) {
                return;
            }
            try {
                session.close().get(LAST_MOMENTS_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                System.err.println("understudy: not all was called off in time: " + e);
            }
            parts.close();
        }
    }
}
