package dev.understudy.cli;

import dev.understudy.settings.DataSettings;
import dev.understudy.settings.Settings;
import dev.understudy.settings.SettingsInput;
import dev.understudy.settings.SettingsLoader;
import java.nio.file.Files;
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

    @Option(
            names = "--data",
            paramLabel = "FILE|DIR",
            description = "CSV, Parquet and JSON files to ask about, each a table (DATA_FILES).")
    @Nullable Path data;

    /** The settings of this run. */
    Settings load() {
        return load(Map.of());
    }

    private void requireData(Path path) {
        if (spec != null && !Files.exists(path)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no file or folder %s (--data)".formatted(path.toAbsolutePath()));
        }
    }

    private void put(Map<String, String> flags, String key, String value) {
        var before = flags.put(key, value);
        if (before != null && spec != null) {
            throw new ParameterException(
                    spec.commandLine(), key + " is given twice, once by --set");
        }
    }

    /**
     * The settings of this run; {@code more} are those that the command has options of its own for.
     */
    Settings load(Map<String, String> more) {
        var flags = new LinkedHashMap<String, String>();
        if (set != null) {
            flags.putAll(set);
        }
        more.forEach((key, value) -> put(flags, key, value));
        if (data != null) {
            requireData(data);
            // Where the user stands, not in the home that paths of settings are relative to.
            put(flags, DataSettings.DATA_FILES.key(), data.toAbsolutePath().toString());
        }
        return SettingsLoader.load(
                new SettingsInput(
                        flags,
                        System.getenv(),
                        Path.of("").toAbsolutePath(),
                        Path.of(System.getProperty("user.home", "."))));
    }
}
