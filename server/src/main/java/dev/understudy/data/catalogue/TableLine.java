package dev.understudy.data.catalogue;

import dev.understudy.context.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One table on one line, in three lengths. Pure. */
final class TableLine {
    /** Characters of one piece; what a catalogue holds is shorter already. */
    private static final int MOST_CHARS = 300;

    /** Where something could be taken for a marker, a fence or a heading. */
    private static final Pattern MARKER_LIKE = Pattern.compile("([<>=`#~*|-])\\1{2,}");

    private final Catalogue catalogue;
    private final Table table;

    TableLine(Catalogue catalogue, Table table) {
        this.catalogue = catalogue;
        this.table = table;
    }

    /** With comments, values and row count. */
    String full() {
        String rows =
                table.rows().isPresent() ? "; %,d rows".formatted(table.rows().getAsLong()) : "";
        String comment = table.comment().isEmpty() ? "" : "; " + harmless(table.comment());
        return "%s (%s)%s%s"
                .formatted(
                        name(), columns(column -> plain(column) + details(column)), rows, comment);
    }

    /** Names, types and keys. */
    String plain() {
        return "%s (%s)".formatted(name(), columns(this::plain));
    }

    /** Names and types of as many columns as there is room for; at least the table's name. */
    String cutTo(int tokens, TokenCounter counter) {
        int least = 0;
        int most = table.columns().size();
        while (least < most) {
            int middle = (least + most + 1) / 2;
            if (counter.count(first(middle)) < tokens) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return first(least);
    }

    private String first(int columns) {
        var parts = new ArrayList<String>();
        table.columns().stream().limit(columns).map(this::plain).forEach(parts::add);
        int missing = table.columns().size() - columns;
        if (missing > 0) {
            parts.add("and %,d more columns".formatted(missing));
        }
        return "%s (%s)".formatted(name(), String.join(", ", parts));
    }

    /** Describes one column. */
    private interface Describing {
        String describe(Column column);
    }

    private String columns(Describing describing) {
        var parts = new ArrayList<String>();
        table.columns().forEach(column -> parts.add(describing.describe(column)));
        if (table.primaryKey().size() > 1) {
            parts.add("key (" + names(table.primaryKey()) + ")");
        }
        table.foreignKeys().stream()
                .filter(key -> key.columns().size() > 1)
                .map(key -> "(%s) -> %s".formatted(names(key.columns()), target(key)))
                .forEach(parts::add);
        return String.join(", ", parts);
    }

    private String plain(Column column) {
        String key = table.primaryKey().equals(List.of(column.name())) ? " key" : "";
        String links =
                table.foreignKeys().stream()
                        .filter(it -> it.columns().equals(List.of(column.name())))
                        .map(it -> " -> " + target(it))
                        .collect(Collectors.joining());
        return name(column.name()) + " " + harmless(column.declared()) + key + links;
    }

    private String target(ForeignKey key) {
        return "%s (%s)".formatted(name(key.target()), names(key.targetColumns()));
    }

    private static String details(Column column) {
        String values =
                column.values().isEmpty()
                        ? ""
                        : column.values().stream()
                                .map(value -> "'" + harmless(value).replace("'", "''") + "'")
                                .collect(Collectors.joining(", ", " one of ", ""));
        return values + (column.comment().isEmpty() ? "" : " {" + harmless(column.comment()) + "}");
    }

    private String name() {
        return name(table.name());
    }

    private String name(TableName table) {
        String schema = table.schema();
        return schema.isEmpty() || schema.equals(catalogue.defaultSchema())
                ? name(table.name())
                : name(schema) + "." + name(table.name());
    }

    private String names(List<String> names) {
        return names.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String name(String name) {
        return harmless(SqlNames.written(name, catalogue.dialect()));
    }

    private static String harmless(String text) {
        return harmless(text, MOST_CHARS);
    }

    /** On one line, bounded, without anything that could be taken for the end of the data. */
    static String harmless(String text, int mostChars) {
        return MARKER_LIKE.matcher(DataText.cleaned(text, mostChars)).replaceAll("$1$1");
    }
}
