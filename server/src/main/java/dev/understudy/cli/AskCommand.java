package dev.understudy.cli;

import dev.understudy.server.LogLines;
import dev.understudy.server.Parts;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.DataSettings;
import dev.understudy.settings.LogLevel;
import dev.understudy.settings.ServerSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers one question, in this process; it shares the home, and so the quota, with a server. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description = {
            "Answer one question.",
            "The answer goes to standard output as it comes, all else to standard error.",
            "Where no model can be reached, arithmetic is still computed exactly."
        })
final class AskCommand implements Callable<Integer> {
    /** A longer question is hardly meant: nobody types a megabyte. */
    private static final int LONGEST_INPUT_BYTES = 1 << 20;

    @Spec @Nullable CommandSpec spec;

    @Mixin DataOptions settings = new DataOptions();

    @Option(names = "--json", description = "One JSON object on standard output, at the end.")
    boolean json;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "autogen-agents",
            description =
                    "autogen-agents (the team of agents), chat (the whole chain), or a configured model's id (default: autogen-agents).")
    String model = "";

    @Parameters(
            arity = "0..*",
            paramLabel = "QUESTION",
            description = "The question; without one, or with -, it is read from standard input.")
    @Nullable List<String> words;

    @Override
    public Integer call() throws Exception {
        var config = ServerConfig.of(settings.load());
        var level =
                config.settings().isSet(ServerSettings.LOG_LEVEL)
                        ? config.settings().get(ServerSettings.LOG_LEVEL)
                        : LogLevel.WARNING;
        LogLines.start(level);
        var question = question();
        try (var parts = Parts.assemble(config)) {
            if (!parts.gateway().routeNames().contains(model)) {
                throw wrongUse(
                        "no model named %s; there are: %s"
                                .formatted(model, String.join(", ", parts.gateway().routeNames())));
            }
            var terminal = Terminal.ofProcess();
            SourceNotes.of(parts.sources()).forEach(it -> terminal.error("⚠ " + it));
            boolean named = settings.data != null;
            if (named && parts.sources().notAskable().contains(DataSettings.FILES)) {
                // Whoever names a file wants an answer from it, not a model's guess.
                return ExitCode.WRONG_USE;
            }
            var asked = new AskedQuestion(parts, terminal, json);
            return asked.answer(model, question) ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private String question() throws IOException {
        var given = words == null ? List.<String>of() : words;
        if (given.isEmpty() && Terminal.isInteractive()) {
            throw wrongUse(
                    "what is the question? For example: understudy ask \"What is 15% of 850?\"");
        }
        boolean fromInput = given.isEmpty() || given.equals(List.of("-"));
        var question = fromInput ? readInput() : String.join(" ", given);
        if (question.isBlank()) {
            throw wrongUse("the question is empty");
        }
        return question.strip();
    }

    private String readInput() throws IOException {
        var bytes = System.in.readNBytes(LONGEST_INPUT_BYTES + 1);
        if (bytes.length > LONGEST_INPUT_BYTES) {
            throw wrongUse("the question is longer than %d bytes".formatted(LONGEST_INPUT_BYTES));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private RuntimeException wrongUse(String message) {
        return spec == null
                ? new CommandFailure(message)
                : new ParameterException(spec.commandLine(), message);
    }
}
