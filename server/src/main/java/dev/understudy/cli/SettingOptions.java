package dev.understudy.cli;

import dev.understudy.settings.Setting;
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
class SettingOptions {
    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec spec;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting for this run, before all other sources. May be repeated.")
    @Nullable Map<String, String> set;

    private final Map<String, String> own = new LinkedHashMap<>();
    private final Map<String, String> options = new LinkedHashMap<>();

    /** The setting was also given by an option of its own; null where it was not. */
    void add(Setting<?> setting, String option, @Nullable String value) {
        if (value != null) {
            own.put(setting.key(), value);
            options.put(setting.key(), option);
        }
    }

    /** The settings of this run. */
    Settings load() {
        var flags = new LinkedHashMap<String, String>();
        if (set != null) {
            flags.putAll(set);
        }
        own.forEach((key, value) -> {
            if (flags.put(key, value) != null) {
                throw wrong(
                        "%s is given twice, by %s and by --set".formatted(key, options.get(key)));
            }
        });
        return SettingsLoader.load(
                new SettingsInput(
                        flags,
                        options,
                        System.getenv(),
                        Path.of("").toAbsolutePath(),
                        Path.of(System.getProperty("user.home", "."))));
    }

    /** Wrong use of the command that has these options. */
    RuntimeException wrong(String message) {
        return spec == null
                ? new CommandFailure(message)
                : new ParameterException(spec.commandLine(), message);
    }
}
