package dev.understudy.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code sources:}, and says of each part that is wrong which one it is. */
final class SourceEntries {
    /** A question is answered from one of them, chosen by names that somebody must tell apart. */
    static final int MOST = 32;

    /** Far more than one question looks at. */
    static final int MOST_SCHEMAS = 100;

    private static final Set<String> NAMES =
            Set.of("name", "url", "user", "password", "schemas", "files");

    private final PathBase base;
    private final List<SettingProblem> problems;
    private final Map<String, String> taken;

    /** {@code taken}: names that other settings give to sources, each with that setting. */
    SourceEntries(PathBase base, Map<String, String> taken, List<SettingProblem> problems) {
        this.base = base;
        this.taken = new HashMap<>(taken);
        this.problems = problems;
    }

    /** The entries that are right; problems are added for the others. */
    List<SourceEntry> read(@Nullable YamlNode sources) {
        if (sources == null || (sources instanceof YamlNode.Scalar(_, var unset, _) && unset)) {
            return List.of();
        }
        if (!(sources instanceof YamlNode.Sequence(var items, var line))) {
            problem("sources", sources.line(), "must be a list of sources, found " + sources);
            return List.of();
        }
        if (items.isEmpty() || items.size() > MOST) {
            problem(
                    "sources",
                    line,
                    "must hold 1..%d sources, found %d".formatted(MOST, items.size()));
            return List.of();
        }
        var entries = new ArrayList<SourceEntry>();
        for (var i = 0; i < items.size(); i++) {
            var key = "sources[%d]".formatted(i);
            var at = items.get(i).line();
            YamlFields.of(key, items.get(i), NAMES, problems)
                    .flatMap(fields -> entry(key, at, fields))
                    .ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<SourceEntry> entry(String key, int line, YamlFields fields) {
        var before = problems.size();
        var name = fields.required("name", name());
        var address = fields.value("url", DatabaseAddress.type());
        var user = fields.value("user", ValueType.text());
        var password = fields.value("password", ValueType.hidden());
        var schemas = fields.values("schemas", ValueType.text(), MOST_SCHEMAS);
        var files = fields.value("files", path());
        name.ifPresent(it -> checkFree(it, key, line));
        if (problems.size() == before && files.isPresent() == address.isPresent()) {
            problem(key, line, "must have either url, for a database, or files");
        }
        if (files.isPresent() && (user.isPresent() || password.isPresent() || !schemas.isEmpty())) {
            problem(key, line, "user, password and schemas are for a database, not for files");
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(
                files.<SourceEntry>map(it -> new SourceEntry.Files(name.orElseThrow(), it))
                        .orElseGet(() ->
                                new SourceEntry.Database(
                                        name.orElseThrow(),
                                        address.orElseThrow().as(user, password),
                                        schemas)));
    }

    private void checkFree(String name, String key, int line) {
        var holder = taken.putIfAbsent(name, "an earlier source");
        if (holder != null) {
            problem(key + ".name", line, "\"%s\" is taken by %s".formatted(name, holder));
        }
    }

    private static ValueType<String> name() {
        return ValueType.text(
                "a name of up to 64 letters, digits and _ . -", "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    }

    // The fields of a group know no folders.
    private ValueType<Path> path() {
        var path = ValueType.path();
        return new ValueType<>(
                path.range(), false, (text, _) -> path.parse(text, base), path.format());
    }

    private void problem(String key, int line, String message) {
        problems.add(new SettingProblem(key, new Source.Yaml(line).described(), message));
    }
}
