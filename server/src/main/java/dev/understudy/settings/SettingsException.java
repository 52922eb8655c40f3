package dev.understudy.settings;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;

/** A configuration that cannot be used. The message names all that is wrong, one line for each. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 50;

    private final transient List<SettingProblem> problems;

    SettingsException(List<SettingProblem> problems, List<Path> files) {
        super(message(problems, files), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order in which it was found. */
    public List<SettingProblem> problems() {
        return problems;
    }

    private static String message(List<SettingProblem> problems, List<Path> files) {
        var head =
                problems.size() == 1
                        ? "the configuration has a problem:"
                        : "the configuration has %d problems:".formatted(problems.size());
        var lines = problems.stream().limit(MOST_SHOWN).map(it -> "\n  " + it).collect(joining());
        var more =
                problems.size() > MOST_SHOWN
                        ? "\n  and %d more".formatted(problems.size() - MOST_SHOWN)
                        : "";
        var read =
                files.isEmpty()
                        ? ""
                        : files.stream()
                                .map(Path::toString)
                                .collect(joining(", ", "\nfiles read: ", ""));
        return head + lines + more + read;
    }
}
