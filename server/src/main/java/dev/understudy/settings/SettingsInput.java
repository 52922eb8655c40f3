package dev.understudy.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * Everything that settings are read from.
 *
 * @param flags from the command line, by key; the strongest source
 * @param options the options that those of them were given by that came by no {@code --set}, by key
 * @param environment the process's environment
 * @param workingDirectory where {@code .env} and {@code understudy.yaml} are looked for first
 * @param userHome the user's own folder; the home is a folder in it unless a setting says otherwise
 */
public record SettingsInput(
        Map<String, String> flags,
        Map<String, String> options,
        Map<String, String> environment,
        Path workingDirectory,
        Path userHome) {
    public SettingsInput {
        flags = Map.copyOf(flags);
        options = Map.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /** With all flags by {@code --set}. */
    public SettingsInput(
            Map<String, String> flags,
            Map<String, String> environment,
            Path workingDirectory,
            Path userHome) {
        this(flags, Map.of(), environment, workingDirectory, userHome);
    }

    Source.Flag flag(String key) {
        return new Source.Flag(options.getOrDefault(key, "--set"));
    }

    /** Names no value: the environment is full of secrets. */
    @Override
    public String toString() {
        return "SettingsInput[%s, %s]".formatted(workingDirectory, userHome);
    }
}
