package dev.understudy.cli;

import dev.understudy.settings.Settings;
import dev.understudy.settings.SettingsInput;
import dev.understudy.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which any command takes settings. */
final class SettingOptions {
    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec spec;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting for this run, before all other sources. May be repeated.")
    @Nullable Map<String, String> set;

    /** The settings of this run. */
    Settings load() {
        return load(Map.of());
    }

    /**
     * The settings of this run; {@code more} are those that the command has options of its own for.
     */
    Settings load(Map<String, String> more) {
        var flags = new LinkedHashMap<String, String>();
        if (set != null) {
            flags.putAll(set);
        }
        more.forEach((key, value) -> {
            var before = flags.put(key, value);
            if (before != null && spec != null) {
                throw new ParameterException(
                        spec.commandLine(), key + " is given twice, once by --set");
            }
        });
        return SettingsLoader.load(
                new SettingsInput(
                        flags,
                        System.getenv(),
                        Path.of("").toAbsolutePath(),
                        Path.of(System.getProperty("user.home", "."))));
    }
}
