package dev.understudy.data.guard;

import dev.understudy.data.Dialect;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names that a dialect's statements may use, read from the text files beside this class: they
 * are made to be read and extended by people. All in lower case. Immutable.
 *
 * @param functions what may be called
 * @param tableFunctions what may be called in place of a table
 * @param types what may be cast to
 * @param words what may not occur unquoted, wherever it stands
 * @param systemWords what is no column when it stands alone and unquoted, but tells of the login
 */
record AllowedNames(
        Set<String> functions,
        Set<String> tableFunctions,
        Set<String> types,
        Set<String> words,
        Set<String> systemWords) {
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"|(\\S+)");
    private static final Map<Dialect, AllowedNames> ALL =
            Arrays.stream(Dialect.values())
                    .collect(
                            Collectors.toMap(
                                    it -> it,
                                    AllowedNames::read,
                                    (first, second) -> first,
                                    () -> new EnumMap<>(Dialect.class)));

    static AllowedNames of(Dialect dialect) {
        var names = ALL.get(dialect);
        if (names == null) throw new IllegalStateException("no names for " + dialect);
        return names;
    }

    private static AllowedNames read(Dialect dialect) {
        var sections = new HashMap<String, TreeSet<String>>();
        add(sections, "common.txt");
        add(sections, Names.lower(dialect.name()) + ".txt");
        return new AllowedNames(
                section(sections, "functions"),
                section(sections, "table functions"),
                section(sections, "types"),
                section(sections, "words"),
                section(sections, "system words"));
    }

    private static Set<String> section(Map<String, TreeSet<String>> sections, String name) {
        return Set.copyOf(sections.getOrDefault(name, new TreeSet<>()));
    }

    private static void add(Map<String, TreeSet<String>> sections, String file) {
        var section = new TreeSet<String>();
        for (var line : ListFile.lines(file)) {
            if (line.startsWith("[")) {
                var name = line.substring(1, line.indexOf(']'));
                section = sections.computeIfAbsent(name, it -> new TreeSet<>());
            } else {
                var names = NAME.matcher(line);
                while (names.find()) section.add(names.group().replace("\"", ""));
            }
        }
    }
}
