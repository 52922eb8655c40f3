package dev.understudy.data.guard;

import dev.understudy.data.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The statements that the guard is judged by, read from the files beside this class: attacks, of
 * which none may pass, and legitimate questions, which all should, about one small shop. Usable
 * against real servers: {@link #schema} makes the shop there.
 */
public final class StatementCorpus {
    /**
     * One statement.
     *
     * @param name unique within its dialect and kind; with what it would do, for an attack
     */
    public record Entry(String name, String sql) {}

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{U\\+([0-9A-F]{4,5})}}");
    private static final String HEADER = "--- ";

    private StatementCorpus() {}

    /** What must never run: the ones of that dialect, then those of all dialects. */
    public static List<Entry> attacks(Dialect dialect) {
        return Stream.concat(ownAttacks(dialect).stream(), entries("attacks-shared.sql").stream())
                .toList();
    }

    /** The attacks that only concern that dialect. */
    public static List<Entry> ownAttacks(Dialect dialect) {
        return entries("attacks-%s.sql".formatted(nameOf(dialect)));
    }

    /** What must run: the ones of that dialect, then those of all dialects. */
    public static List<Entry> legitimate(Dialect dialect) {
        var own = entries("legitimate-%s.sql".formatted(nameOf(dialect)));
        return Stream.concat(own.stream(), entries("legitimate-shared.sql").stream()).toList();
    }

    /** The statements that make the shop and fill it, in their order, without semicolons. */
    public static List<String> schema(Dialect dialect) {
        var text = read("schema-%s.sql".formatted(nameOf(dialect))).replaceAll("(?m)^--.*\n", "");
        return Stream.of(text.split(";\\s*\n"))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private static String nameOf(Dialect dialect) {
        return dialect.name().toLowerCase(Locale.ROOT);
    }

    private static List<Entry> entries(String file) {
        var entries = new ArrayList<Entry>();
        var name = "";
        var body = new StringBuilder();
        for (var line : read(file).split("\n", -1)) {
            if (line.startsWith(HEADER)) {
                add(entries, name, body);
                name = line.substring(HEADER.length()).strip();
                body.setLength(0);
            } else {
                body.append(line).append('\n');
            }
        }
        add(entries, name, body);
        return List.copyOf(entries);
    }

    private static void add(List<Entry> entries, String name, StringBuilder body) {
        if (!name.isEmpty()) entries.add(new Entry(name, decoded(body.toString().strip())));
    }

    private static String decoded(String body) {
        return PLACEHOLDER
                .matcher(body)
                .replaceAll(it -> replacement(Integer.parseInt(it.group(1), 16)));
    }

    private static String replacement(int character) {
        var text = Character.toString(character);
        return "$".equals(text) || "\\".equals(text) ? "\\" + text : text;
    }

    private static String read(String file) {
        try (var stream = StatementCorpus.class.getResourceAsStream(file)) {
            if (stream == null) throw new IllegalStateException("there is no " + file);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
