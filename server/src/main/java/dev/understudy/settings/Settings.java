package dev.understudy.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A configuration in which every value is valid. Relative paths have been made absolute. Immutable
 * and thread-safe.
 */
public final class Settings {
    private final Map<String, Chosen<?>> chosen;
    private final List<ModelEntry> models;
    private final List<SourceEntry> sources;
    private final List<Path> files;

    /** A value and where it comes from. */
    record Chosen<T>(T value, Source source) {}

    Settings(
            Map<String, Chosen<?>> chosen,
            List<ModelEntry> models,
            List<SourceEntry> sources,
            List<Path> files) {
        this.chosen = Map.copyOf(chosen);
        this.models = List.copyOf(models);
        this.sources = List.copyOf(sources);
        this.files = List.copyOf(files);
    }

    /** The value of {@code setting}. */
    public <T> T get(Setting<T> setting) {
        return of(setting).value();
    }

    /** Where the value of {@code setting} comes from. */
    public Source source(Setting<?> setting) {
        return of(setting).source();
    }

    /** Whether anybody said anything about {@code setting}. */
    public boolean isSet(Setting<?> setting) {
        return !(source(setting) instanceof Source.Default);
    }

    /** The value written as a user would; {@code ***} for a secret, empty when there is none. */
    public <T> String shown(Setting<T> setting) {
        return setting.type().format().apply(get(setting));
    }

    /** The home: the folder of the ledger, the logs and generated secrets. It may not exist yet. */
    public Path home() {
        return get(ServerSettings.UNDERSTUDY_HOME);
    }

    /**
     * The chain of {@code models:} in {@code understudy.yaml}, first to last; empty without one.
     */
    public List<ModelEntry> models() {
        return models;
    }

    /** The sources of {@code sources:} in {@code understudy.yaml}, in their order. */
    public List<SourceEntry> sources() {
        return sources;
    }

    /** The files that were read. */
    public List<Path> files() {
        return files;
    }

    /** Every setting there is, in the order of the registry. */
    public List<Setting<?>> all() {
        return AllSettings.IN_ORDER;
    }

    // The loader puts under a setting's key only what that setting's type has parsed.
    @SuppressWarnings("unchecked")
    private <T> Chosen<T> of(Setting<T> setting) {
        var found = chosen.get(setting.key());
        if (found == null) {
            throw new IllegalArgumentException("not in the registry: " + setting);
        }
        return (Chosen<T>) found;
    }
}
