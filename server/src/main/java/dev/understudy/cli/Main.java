package dev.understudy.cli;

import dev.understudy.auth.apikey.KeyFileException;
import dev.understudy.auth.jwt.RevocationFileException;
import dev.understudy.server.ConfigException;
import dev.understudy.server.KeptLogManager;
import dev.understudy.settings.SettingsException;
import dev.understudy.store.LedgerException;
import java.io.PrintWriter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's entry. */
@Command(
        name = "understudy",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "A server between a chat front end and its language models.",
        footer = {
            "",
            "  understudy test [MAVEN ARGS]   run all tests of the project",
            "  understudy bench ...           run the benchmarks",
            "",
            "Settings come from flags (--set KEY=VALUE), the environment, .env and",
            "understudy.yaml, the first of them first; 'understudy config' shows them.",
            "NO_COLOR (or --no-color) switches colours off."
        },
        subcommands = {
            ServeCommand.class,
            McpCommand.class,
            AskCommand.class,
            UsageCommand.class,
            QuotaCommand.class,
            LedgerCommand.class,
            StatusCommand.class,
            AlertCommand.class,
            QueryCommand.class,
            KeysCommand.class,
            TokensCommand.class,
            LogInCommand.class,
            ConfigCommand.class,
            DrillCommand.class,
            EvalCommand.class,
            SimulateCommand.class,
            VersionCommand.class,
            HelpCommand.class
        })
public final class Main implements Runnable {
    private static final Pattern NO_NUMBER = Pattern.compile("('.*') is not an? (?:int|long)$");

    @Spec @Nullable CommandSpec spec;

    private Main() {}

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            hidden = true, // once in the page of the program, not in each command's
            description = "No colours, as with NO_COLOR.")
    void noColor(boolean off) {
        if (off) {
            Terminal.withoutColours();
        }
    }

    public static void main(String[] arguments) {
        // Before anything logs; by its name, since its class begins with the JDK's own.
        System.setProperty("java.util.logging.manager", KeptLogManager.class.getName());
        System.exit(run(arguments));
    }

    /** Runs one command line. */
    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::failed)
                .setParameterExceptionHandler(Main::wrongUse)
                .execute(arguments);
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    /** One line that says what is wrong, the nearest names, and where help is. */
    private static int wrongUse(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("understudy: " + inPlainWords(String.valueOf(wrong.getMessage())));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
        return ExitCode.WRONG_USE;
    }

    /** The library's own messages name types of Java, and one of them stutters. */
    private static String inPlainWords(String message) {
        return NO_NUMBER
                .matcher(message)
                .replaceFirst("$1 is not a whole number")
                .replace("option option", "option");
    }

    /**
     * Failures that are explained end with their explanation; only a bug shows where it happened.
     */
    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (failure) {
            case SettingsException wrong -> {
                err.println("understudy: " + wrong.getMessage());
                return ExitCode.WRONG_USE;
            }
            case ConfigException wrong -> {
                err.println("understudy: " + wrong.getMessage());
                return ExitCode.WRONG_USE;
            }
            case LedgerException trouble -> err.println("understudy: " + trouble.getMessage());
            case KeyFileException trouble -> err.println("understudy: " + trouble.getMessage());
            case RevocationFileException trouble ->
                    err.println("understudy: " + trouble.getMessage());
            case CommandFailure trouble -> err.println("understudy: " + trouble.getMessage());
            default -> {
                err.println("understudy: something went wrong that should not: " + failure);
                failure.printStackTrace(err);
            }
        }
        return ExitCode.FAILED;
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"understudy " + dev.understudy.server.Version.number()};
        }
    }
}
