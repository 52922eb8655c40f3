package dev.understudy.settings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A working directory and a user's folder of a test, with the sources a test writes into them. */
final class ConfiguredFolder {
    final Path working;
    final Path user;
    private final Map<String, String> flags = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    ConfiguredFolder(Path root) {
        working = folder(root.resolve("work"));
        user = folder(root.resolve("user"));
    }

    /** Where the home is when nothing says otherwise. */
    Path home() {
        return folder(user.resolve(".understudy"));
    }

    ConfiguredFolder flag(String key, String value) {
        flags.put(key, value);
        return this;
    }

    ConfiguredFolder environment(String key, String value) {
        environment.put(key, value);
        return this;
    }

    ConfiguredFolder dotenv(String text) {
        return file(working.resolve(".env"), text);
    }

    ConfiguredFolder yaml(String text) {
        return file(working.resolve("understudy.yaml"), text);
    }

    ConfiguredFolder file(Path path, String text) {
        try {
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Settings load() {
        return SettingsLoader.load(new SettingsInput(flags, environment, working, user));
    }

    /** The lines of the problems that the configuration has. */
    List<String> problems() {
        return failure().problems().stream().map(SettingProblem::toString).toList();
    }

    SettingsException failure() {
        return catchThrowableOfType(SettingsException.class, this::load);
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
