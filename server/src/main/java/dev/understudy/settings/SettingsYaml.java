package dev.understudy.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code understudy.yaml} apart: settings with one value each, and the lists {@code models}
 * and {@code sources}.
 */
final class SettingsYaml {
    static final String MODELS = "models";
    static final String SOURCES = "sources";

    private final List<SettingProblem> problems;
    private final List<Found> found = new ArrayList<>();
    private final Map<String, YamlNode> lists = new HashMap<>();

    SettingsYaml(List<SettingProblem> problems) {
        this.problems = problems;
    }

    void read(String text) {
        try {
            YamlTree.read(text).ifPresent(this::takeApart);
        } catch (YamlTree.UnreadableException e) {
            problem("", e.line(), e.reason());
        }
    }

    /** The lines with one value, as they stand; a value that is unset is left out. */
    List<Found> found() {
        return found;
    }

    /** What stands under {@code models}. */
    @Nullable YamlNode models() {
        return lists.get(MODELS);
    }

    /** What stands under {@code sources}. */
    @Nullable YamlNode sources() {
        return lists.get(SOURCES);
    }

    private void takeApart(YamlNode root) {
        switch (root) {
            case YamlNode.Mapping(var entries, _) -> entries.forEach(this::take);
            case YamlNode.Scalar(_, var unset, _) when unset -> {}
            case YamlNode.Scalar _, YamlNode.Sequence _ ->
                    problem("", root.line(), "expected lines of the form name: value");
        }
    }

    private void take(YamlNode.Entry entry) {
        var key = entry.key().toLowerCase(Locale.ROOT);
        if (key.equals(MODELS) || key.equals(SOURCES)) {
            if (lists.put(key, entry.value()) != null) {
                problem(key, entry.line(), "set twice");
            }
            return;
        }
        switch (entry.value()) {
            case YamlNode.Scalar(var text, var unset, _) ->
                    found.add(
                            new Found(
                                    entry.key(), unset ? "" : text, new Source.Yaml(entry.line())));
            case YamlNode.Sequence _, YamlNode.Mapping _ -> notOneValue(entry);
        }
    }

    private void notOneValue(YamlNode.Entry entry) {
        var setting = AllSettings.named(entry.key());
        if (setting.isPresent()) {
            problem(
                    setting.get().key(),
                    entry.line(),
                    "must be %s, found %s; write it as one value in quotes"
                            .formatted(setting.get().type().range(), entry.value()));
        } else {
            // Unknown keys are reported where those of all sources are.
            found.add(new Found(entry.key(), "", new Source.Yaml(entry.line())));
        }
    }

    private void problem(String key, int line, String message) {
        problems.add(new SettingProblem(key, new Source.Yaml(line).described(), message));
    }
}
