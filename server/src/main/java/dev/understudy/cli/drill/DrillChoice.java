package dev.understudy.cli.drill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses drills by what was typed: a name, a name's beginning up to a slash, a pattern with {@code
 * *}, or {@code all}. Immutable.
 */
public final class DrillChoice {
    private static final String ALL = "all";

    private final List<? extends Drill> scenarios;
    private final List<Drill> all;

    /**
     * @param scenarios what is played when nothing was typed
     * @param others what is played only when it is asked for
     */
    public DrillChoice(List<? extends Drill> scenarios, List<? extends Drill> others) {
        this.scenarios = List.copyOf(scenarios);
        var both = new ArrayList<Drill>(scenarios);
        both.addAll(others);
        this.all = List.copyOf(both);
    }

    /** Everything there is. */
    public List<Drill> all() {
        return all;
    }

    /**
     * The drills that were meant, each once.
     *
     * @throws IllegalArgumentException for a name that means none; says which there are
     */
    public List<Drill> chosen(List<String> names) {
        if (names.isEmpty()) {
            return List.copyOf(scenarios);
        }
        var chosen = new LinkedHashSet<Drill>();
        for (var name : names) {
            var meant = name.equals(ALL) ? all : matching(name);
            if (meant.isEmpty()) {
                throw new IllegalArgumentException(unknown(name));
            }
            chosen.addAll(meant);
        }
        return List.copyOf(chosen);
    }

    private List<Drill> matching(String name) {
        var regex =
                Arrays.stream(name.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        var pattern = Pattern.compile(regex + "(/.*)?");
        return all.stream().filter(drill -> pattern.matcher(drill.name()).matches()).toList();
    }

    private String unknown(String name) {
        return "no drill named %s; there are: all, %s (see drill --list)"
                .formatted(
                        name,
                        all.stream()
                                .map(drill -> drill.name().replaceFirst("/.*", ""))
                                .distinct()
                                .collect(Collectors.joining(", ")));
    }
}
