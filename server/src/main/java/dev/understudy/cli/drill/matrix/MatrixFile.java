package dev.understudy.cli.drill.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code matrix.txt}, whose head explains it: blocks of failures, and the rows that hold for
 * each of them. A line that cannot be read is an error that names it. For one file.
 */
final class MatrixFile {
    private static final int COLUMNS = 11;
    private static final String ANY = "any";
    private static final String ON_WIRE = " on ";

    /** In the attempts of a row: the result that the block gives the failure. */
    private static final Pattern FAILED = Pattern.compile("\\bx\\b");

    /** A failure as a block names it. */
    private record Named(Failure failure, String result, List<Wire> wires) {}

    private final Map<String, Failure> failures = new HashMap<>();
    private final List<MatrixCase> cases = new ArrayList<>();
    private final List<Named> block = new ArrayList<>();
    private boolean rowsBegun;

    MatrixFile(List<Failure> known) {
        known.forEach(failure -> failures.put(failure.name(), failure));
    }

    /**
     * Reads all of it.
     *
     * @throws IllegalArgumentException for a line that cannot be read
     */
    List<MatrixCase> read(String text) {
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            try {
                line(line);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "line %d of the matrix: %s".formatted(number, e.getMessage()), e);
            }
        }
        return List.copyOf(cases);
    }

    private void line(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (line.contains("|")) {
            rowsBegun = true;
            row(Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
        } else {
            if (rowsBegun) {
                block.clear();
                rowsBegun = false;
            }
            block.add(named(line));
        }
    }

    private Named named(String line) {
        var sides = line.split("=", 2);
        if (sides.length != 2) {
            throw new IllegalArgumentException("neither a row nor \"failure = x\": " + line);
        }
        var name = sides[0].strip();
        int on = name.indexOf(ON_WIRE);
        var wires = values(Wire.class, on < 0 ? ANY : name.substring(on + ON_WIRE.length()));
        var failure = failures.get(on < 0 ? name : name.substring(0, on));
        if (failure == null) {
            throw new IllegalArgumentException("no failure named " + name);
        }
        return new Named(failure, sides[1].strip(), wires);
    }

    private void row(List<String> columns) {
        if (columns.size() != COLUMNS) {
            throw new IllegalArgumentException(
                    "%d columns, not %d".formatted(columns.size(), COLUMNS));
        }
        for (var named : block) {
            var expected = expected(columns, named.result());
            for (var who : values(Who.class, columns.get(0))) {
                for (var when : values(When.class, columns.get(1))) {
                    for (var how : values(How.class, columns.get(2))) {
                        for (var wire : named.wires()) {
                            cases.add(
                                    new MatrixCase(
                                            named.failure(), who, when, how, wire, expected));
                        }
                    }
                }
            }
        }
    }

    private static Transcript expected(List<String> columns, String result) {
        return new Transcript(
                FAILED.matcher(columns.get(3)).replaceAll(Matcher.quoteReplacement(result)),
                columns.get(4),
                columns.get(5),
                columns.get(6),
                columns.get(7),
                columns.get(8),
                columns.get(9),
                columns.get(10));
    }

    private static <T extends Enum<T>> List<T> values(Class<T> type, String word) {
        return word.equals(ANY)
                ? List.of(type.getEnumConstants())
                : List.of(Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
    }
}
