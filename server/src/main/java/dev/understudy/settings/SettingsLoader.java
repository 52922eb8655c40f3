package dev.understudy.settings;

import static dev.understudy.settings.DataSettings.MSSQL_PASSWORD;
import static dev.understudy.settings.DataSettings.MSSQL_SERVER;
import static dev.understudy.settings.DataSettings.MSSQL_USER;
import static dev.understudy.settings.ExecutionSettings.FALLBACK_COOLDOWN_MAX_SECONDS;
import static dev.understudy.settings.ExecutionSettings.FALLBACK_COOLDOWN_SECONDS;
import static dev.understudy.settings.ModelSettings.OLLAMA_HOST;
import static dev.understudy.settings.ServerSettings.UNDERSTUDY_HOME;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration: flags before the environment before {@code .env} before {@code
 * understudy.yaml} before the defaults. Each file is taken from the working directory, else from
 * the home. One thread at a time; made anew for each load.
 */
public final class SettingsLoader {
    static final String DOTENV = ".env";
    static final String YAML = "understudy.yaml";

    private final SettingsInput input;
    private final List<SettingProblem> problems = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final Map<String, Settings.Chosen<?>> chosen = new HashMap<>();

    private SettingsLoader(SettingsInput input) {
        this.input = input;
    }

    /**
     * The configuration that {@code input} describes.
     *
     * @throws SettingsException naming everything that is wrong with it
     */
    public static Settings load(SettingsInput input) {
        return new SettingsLoader(input).load();
    }

    private Settings load() {
        var flags = known(flags());
        var environment = environment();
        var dotenv = dotenv(input.workingDirectory());
        var yaml = yaml(input.workingDirectory());
        var home = home(List.of(flags, environment, dotenv.settings(), yaml.settings()));
        if (!dotenv.exists()) {
            dotenv = inHome(dotenv(home));
        }
        if (!yaml.exists()) {
            yaml = inHome(yaml(home));
        }
        var strongestFirst = List.of(flags, environment, dotenv.settings(), yaml.settings());
        var base = new PathBase(home, input.userHome());
        for (var setting : AllSettings.IN_ORDER) {
            choose(setting, strongestFirst, setting.equals(UNDERSTUDY_HOME) ? startBase() : base);
        }
        var settings = new Settings(chosen, List.of(), List.of(), files);
        checkTogether(settings);
        var models = new ModelEntries(settings.get(OLLAMA_HOST), problems).read(yaml.models());
        var sources =
                new SourceEntries(base, DataSettings.namedSources(settings), problems)
                        .read(yaml.sources());
        if (!problems.isEmpty()) {
            throw new SettingsException(problems, files);
        }
        return new Settings(chosen, models, sources, files);
    }

    private List<Found> flags() {
        return new TreeMap<>(input.flags())
                .entrySet().stream()
                        .map(it -> new Found(it.getKey(), it.getValue(), input.flag(it.getKey())))
                        .toList();
    }

    /** What is not known belongs to other programs. Upper case sorts first, and so wins. */
    private Map<String, Found> environment() {
        var found = new HashMap<String, Found>();
        new TreeMap<>(input.environment())
                .forEach((key, text) ->
                        AllSettings.named(key)
                                .ifPresent(setting ->
                                        found.putIfAbsent(
                                                setting.key(),
                                                new Found(key, text, new Source.Environment()))));
        return found;
    }

    /** What one file says. */
    private record FileContent(
            boolean exists,
            Map<String, Found> settings,
            @Nullable YamlNode models,
            @Nullable YamlNode sources) {
        static final FileContent NONE = new FileContent(false, Map.of(), null, null);
    }

    private FileContent dotenv(Path directory) {
        return text(directory.resolve(DOTENV))
                .map(it ->
                        new FileContent(
                                true, known(new DotenvReader(it, problems).read()), null, null))
                .orElse(FileContent.NONE);
    }

    private FileContent yaml(Path directory) {
        var text = text(directory.resolve(YAML));
        if (text.isEmpty()) {
            return FileContent.NONE;
        }
        var reader = new SettingsYaml(problems);
        reader.read(text.get());
        return new FileContent(true, known(reader.found()), reader.models(), reader.sources());
    }

    /**
     * The text of a file; none when there is no such file. One that cannot be read reads as empty.
     */
    private Optional<String> text(Path file) {
        // A folder named .env is somebody's Python environment.
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        files.add(file);
        return Optional.of(SettingsFile.read(file, problems));
    }

    /**
     * The settings among {@code lines} by key; keys that are unknown or stand twice are problems.
     */
    private Map<String, Found> known(List<Found> lines) {
        var byKey = new HashMap<String, Found>();
        for (var line : lines) {
            var setting = AllSettings.named(line.key());
            if (setting.isEmpty()) {
                problem(
                        Quoted.shortened(line.key()),
                        line.source(),
                        "no such setting" + NearestKey.hint(line.key(), AllSettings.keys()));
                continue;
            }
            var earlier = byKey.putIfAbsent(setting.get().key(), line);
            if (earlier != null) {
                problem(
                        setting.get().key(),
                        line.source(),
                        "set twice, first in " + earlier.source().described());
            }
        }
        return byKey;
    }

    private PathBase startBase() {
        return new PathBase(input.workingDirectory(), input.userHome());
    }

    /** The home, needed before all else: the files may be there. A wrong one is reported later. */
    private Path home(List<Map<String, Found>> strongestFirst) {
        var text = UNDERSTUDY_HOME.defaultText();
        for (var layer : strongestFirst.reversed()) {
            var found = layer.get(UNDERSTUDY_HOME.key());
            if (found != null && !found.text().isBlank()) {
                text = found.text().strip();
            }
        }
        try {
            return startBase().resolve(text);
        } catch (WrongValueException _) {
            return startBase().resolve(UNDERSTUDY_HOME.defaultText());
        }
    }

    private FileContent inHome(FileContent content) {
        var line = content.settings().get(UNDERSTUDY_HOME.key());
        if (line != null && !line.text().isBlank()) {
            problem(
                    UNDERSTUDY_HOME.key(),
                    line.source(),
                    "this file was found in the home, so it cannot say where the home is; use the"
                            + " environment");
        }
        return content;
    }

    /** Every source's value is checked, also where a stronger one hides it. */
    private <T> void choose(
            Setting<T> setting, List<Map<String, Found>> strongestFirst, PathBase base) {
        Settings.@Nullable Chosen<T> strongest = null;
        for (var layer : strongestFirst) {
            var found = layer.get(setting.key());
            if (found == null || found.text().isBlank()) {
                continue;
            }
            try {
                var text = setting.secret() ? found.text() : found.text().strip();
                var value = setting.type().parse(text, base);
                if (strongest == null) {
                    strongest = new Settings.Chosen<>(value, found.source());
                }
            } catch (WrongValueException wrong) {
                wrongValue(setting.key(), setting.type(), found, wrong, problems);
            }
        }
        chosen.put(
                setting.key(),
                strongest != null
                        ? strongest
                        : new Settings.Chosen<>(
                                setting.type().parse(setting.defaultText(), base),
                                new Source.Default()));
    }

    static void wrongValue(
            String key,
            ValueType<?> type,
            Found found,
            WrongValueException wrong,
            List<SettingProblem> problems) {
        var value = type.secret() ? "" : ", found \"" + Quoted.value(found.text()) + "\"";
        var reason = wrong.reason().isEmpty() ? "" : ": " + wrong.reason();
        problems.add(
                new SettingProblem(
                        key,
                        found.source().described(),
                        "must be " + type.range() + value + reason));
    }

    private void checkTogether(Settings settings) {
        checkCoolDowns(settings);
        if (settings.get(MSSQL_SERVER).isPresent()) {
            for (var needed : List.of(MSSQL_USER, MSSQL_PASSWORD)) {
                if (!settings.isSet(needed)) {
                    problem(
                            needed.key(),
                            settings.source(MSSQL_SERVER),
                            "is missing; it belongs to " + MSSQL_SERVER);
                }
            }
        }
    }

    private void checkCoolDowns(Settings settings) {
        var first = settings.get(FALLBACK_COOLDOWN_SECONDS);
        var longest = settings.get(FALLBACK_COOLDOWN_MAX_SECONDS);
        if (longest.compareTo(first) < 0) {
            problem(
                    FALLBACK_COOLDOWN_MAX_SECONDS.key(),
                    settings.source(FALLBACK_COOLDOWN_MAX_SECONDS),
                    "must not be less than %s (%s, %s), found %s"
                            .formatted(
                                    FALLBACK_COOLDOWN_SECONDS,
                                    settings.shown(FALLBACK_COOLDOWN_SECONDS),
                                    settings.source(FALLBACK_COOLDOWN_SECONDS).described(),
                                    settings.shown(FALLBACK_COOLDOWN_MAX_SECONDS)));
        }
    }

    private void problem(String key, Source source, String message) {
        problems.add(new SettingProblem(key, source.described(), message));
    }
}
