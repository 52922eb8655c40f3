package dev.understudy.cli;

import dev.understudy.server.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says which version this is, as {@code --version} does. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Show the version.")
final class VersionCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.println("understudy " + Version.number());
        return ExitCode.DONE;
    }
}
