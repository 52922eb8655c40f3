package dev.understudy.cli;

import dev.understudy.settings.SettingsTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows every setting, its value and where it came from. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Show every setting, its value and where it came from.")
final class ConfigCommand implements Callable<Integer> {
    @Mixin DataOptions settings = new DataOptions();

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Override
    public Integer call() {
        var table = new SettingsTable(settings.load());
        System.out.print(json ? table.json().toPrettyString() + "\n" : table.text());
        return ExitCode.DONE;
    }
}
