package dev.understudy.cli.drill.matrix;

import dev.understudy.cli.drill.Played;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The matrix at a glance: a row for each failure, a column for each combination of when, how and
 * wire. One thread at a time.
 */
public final class MatrixTable {
    /** How the cells are shown. */
    public interface Signs {
        String passed();

        String failed();
    }

    private record Column(Wire wire, When when, How how) {
        static final Comparator<Column> IN_ORDER =
                Comparator.comparing(Column::wire)
                        .thenComparing(Column::when)
                        .thenComparing(Column::how);
    }

    private static final int WIDTH = 8;
    private static final String NONE = "·";

    private final Signs signs;
    private final Map<String, Map<Column, List<Boolean>>> rows = new LinkedHashMap<>();

    public MatrixTable(Signs signs) {
        this.signs = signs;
    }

    /** Takes a drill in; one that is no case of the matrix is passed over. */
    public void add(Played played) {
        if (played.drill() instanceof MatrixCase one) {
            rows.computeIfAbsent(one.failure().name(), _ -> new TreeMap<>(Column.IN_ORDER))
                    .computeIfAbsent(
                            new Column(one.wire(), one.when(), one.how()), _ -> new ArrayList<>())
                    .add(played.verdict().passed());
        }
    }

    /** The table, line by line; empty where nothing was taken in. */
    public List<String> lines() {
        if (rows.isEmpty()) {
            return List.of();
        }
        var columns =
                rows.values().stream()
                        .flatMap(row -> row.keySet().stream())
                        .distinct()
                        .sorted(Column.IN_ORDER)
                        .toList();
        var lines = new ArrayList<String>();
        lines.add(head("", columns, column -> column.wire().lowerCase()));
        lines.add(head("", columns, column -> column.when() == When.BEFORE ? "before" : "after"));
        lines.add(
                head(
                        "failure",
                        columns,
                        column -> column.how() == How.STREAM ? "stream" : "whole"));
        rows.forEach((failure, row) ->
                lines.add(
                        "  %-17s%s"
                                .formatted(
                                        failure,
                                        columns.stream()
                                                .map(column ->
                                                        cell(row.getOrDefault(column, List.of())))
                                                .collect(Collectors.joining()))
                                .stripTrailing()));
        return lines;
    }

    private static String head(String first, List<Column> columns, Function<Column, String> word) {
        return "  %-17s%s"
                .formatted(
                        first,
                        columns.stream()
                                .map(column -> ("%-" + WIDTH + "s").formatted(word.apply(column)))
                                .collect(Collectors.joining()))
                .stripTrailing();
    }

    /** A sign for each case, since it is one character wide whatever its colour. */
    private String cell(List<Boolean> passed) {
        var shown =
                passed.isEmpty()
                        ? NONE
                        : passed.stream()
                                .map(one -> one ? signs.passed() : signs.failed())
                                .collect(Collectors.joining());
        return shown + " ".repeat(WIDTH - Math.max(1, passed.size()));
    }
}
