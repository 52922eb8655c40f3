package dev.understudy.cli;

import dev.understudy.simulator.ScriptProblem;
import dev.understudy.simulator.Simulator;
import dev.understudy.simulator.SimulatorScript;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves simulated models until it is told to stop. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Serve simulated models that answer, or fail, on a script.",
            "They speak Ollama's protocol and OpenAI's.",
            "Try the server without any model: run this, then 'understudy serve' in another terminal."
        })
final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    String host = "";

    @Option(
            names = "--port",
            defaultValue = "11434",
            description = "Port; 0 = any free one (default: ${DEFAULT-VALUE}, Ollama's own).")
    int port;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description =
                    "What the models do, as JSON (simulator/README.md); default: friendly answers.")
    @Nullable Path script;

    @Override
    public Integer call() throws InterruptedException {
        SimulatorScript played;
        try {
            played = script == null ? SimulatorScript.standard() : SimulatorScript.read(script);
        } catch (ScriptProblem wrong) {
            System.err.println("understudy: " + wrong.getMessage());
            return ExitCode.WRONG_USE;
        }
        try (var simulator = open()) {
            played.playOn(simulator);
            System.out.println("listening on " + simulator.url());
            System.out.flush();
            new CountDownLatch(1).await();
        }
        return ExitCode.DONE;
    }

    private Simulator open() {
        try {
            return Simulator.start(host, port);
        } catch (IllegalStateException | IllegalArgumentException _) {
            throw new CommandFailure(
                    "cannot listen on %s:%d; is something else (Ollama?) listening there? Choose another one with --port"
                            .formatted(host, port));
        }
    }
}
