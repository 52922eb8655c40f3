package dev.understudy.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's entry. A stub: prints its help. */
@Command(name = "understudy", mixinStandardHelpOptions = true, description = "Stub.")
public final class Main implements Runnable {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
