package dev.understudy.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The named values of one group in {@code understudy.yaml}, read by their types. */
final class YamlFields {
    // No field of a group is a path.
    private static final PathBase NO_PATHS = new PathBase(Path.of(""), Path.of(""));

    private final String name;
    private final int line;
    private final List<SettingProblem> problems;
    private final Map<String, YamlNode> values = new HashMap<>();

    private YamlFields(String name, int line, List<SettingProblem> problems) {
        this.name = name;
        this.line = line;
        this.problems = problems;
    }

    /**
     * The fields of {@code node}, or none where it is no group. Names not in {@code known} and
     * names that stand twice are problems.
     */
    static Optional<YamlFields> of(
            String name, YamlNode node, Set<String> known, List<SettingProblem> problems) {
        var fields = new YamlFields(name, node.line(), problems);
        return switch (node) {
            case YamlNode.Mapping(var entries, _) -> {
                entries.forEach(it -> fields.add(it, known));
                yield Optional.of(fields);
            }
            case YamlNode.Scalar _, YamlNode.Sequence _ -> {
                fields.problem(
                        "",
                        node.line(),
                        "must be a group of names%s, found %s".formatted(example(known), node));
                yield Optional.empty();
            }
        };
    }

    private void add(YamlNode.Entry entry, Set<String> known) {
        var key = entry.key();
        if (!known.contains(key)) {
            problem(
                    "." + Quoted.shortened(key),
                    entry.line(),
                    "no such name here" + NearestKey.hint(key, known));
        } else if (values.putIfAbsent(key, entry.value()) != null) {
            problem("." + key, entry.line(), "set twice");
        }
    }

    /** How such a group begins in a list; nothing for groups that are in no list. */
    private static String example(Set<String> known) {
        return Stream.of("id", "name")
                .filter(known::contains)
                .findFirst()
                .map(" (\"- %s: NAME\" and its other values below)"::formatted)
                .orElse("");
    }

    /** Whether there is anything under {@code key}, be it an empty list. */
    boolean has(String key) {
        return switch (values.get(key)) {
            case null -> false;
            case YamlNode.Scalar(_, var unset, _) -> !unset;
            case YamlNode.Sequence _, YamlNode.Mapping _ -> true;
        };
    }

    /** The value under {@code key}; none when it is not set, empty or wrong. */
    <T> Optional<T> value(String key, ValueType<T> type) {
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case YamlNode.Scalar(var text, var unset, _) when unset || text.isBlank() ->
                    Optional.empty();
            case YamlNode.Scalar(var text, _, var at) -> parsed(key, type, text, at);
            case YamlNode other -> {
                problem("." + key, other.line(), "must be " + type.range() + ", found " + other);
                yield Optional.empty();
            }
        };
    }

    /** As {@link #value}; not to be set is a problem. */
    <T> Optional<T> required(String key, ValueType<T> type) {
        var before = problems.size();
        var value = value(key, type);
        if (value.isEmpty() && problems.size() == before) {
            problem("." + key, line, "is missing; it must be " + type.range());
        }
        return value;
    }

    /** The values of the list under {@code key}; none when it is not set or wrong. */
    <T> List<T> values(String key, ValueType<T> type, int most) {
        return switch (values.get(key)) {
            case null -> List.of();
            case YamlNode.Scalar(_, var unset, _) when unset -> List.of();
            case YamlNode.Sequence(var items, _) when items.size() <= most -> {
                var all = new ArrayList<T>();
                for (var item : items) {
                    if (item instanceof YamlNode.Scalar(var text, _, var at) && !text.isBlank()) {
                        parsed(key, type, text, at).ifPresent(all::add);
                    } else {
                        problem("." + key, item.line(), "must hold " + type.range());
                    }
                }
                yield all;
            }
            case YamlNode other -> {
                problem(
                        "." + key,
                        other.line(),
                        "must be a list of up to %d, found %s".formatted(most, other));
                yield List.of();
            }
        };
    }

    /** The fields of the group under {@code key}; none when there is no such group. */
    YamlFields inner(String key, Set<String> known) {
        var nothing = new YamlFields(name + "." + key, line, problems);
        return switch (values.get(key)) {
            case null -> nothing;
            case YamlNode.Scalar(_, var unset, _) when unset -> nothing;
            case YamlNode node -> of(nothing.name, node, known, problems).orElse(nothing);
        };
    }

    private <T> Optional<T> parsed(String key, ValueType<T> type, String text, int at) {
        try {
            return Optional.of(type.parse(type.secret() ? text : text.strip(), NO_PATHS));
        } catch (WrongValueException wrong) {
            var found = new Found(key, text, new Source.Yaml(at));
            SettingsLoader.wrongValue(name + "." + key, type, found, wrong, problems);
            return Optional.empty();
        }
    }

    private void problem(String suffix, int at, String message) {
        problems.add(new SettingProblem(name + suffix, new Source.Yaml(at).described(), message));
    }
}
