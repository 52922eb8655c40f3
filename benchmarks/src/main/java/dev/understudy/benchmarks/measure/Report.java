package dev.understudy.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Results for people, as a table, and for programs, as one JSON object. */
public final class Report {
    private Report() {}

    /** The machine that the figures hold for. With the load of others, no time means much. */
    public static String machine() {
        return "%d cores (load average %.1f), %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version());
    }

    public static String table(Result result) {
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {result.benchmark(), "figure", "goal", "met"});
        for (var figure : result.figures()) {
            rows.add(
                    new String[] {
                        figure.what(), figure.shownValue(), figure.goal().words(), met(figure)
                    });
        }
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder("  ");
            for (int column = 0; column < row.length; column++) {
                var format =
                        column == 1
                                ? "%" + width(rows, column) + "s  "
                                : "%-" + width(rows, column) + "s  ";
                line.append(format.formatted(row[column]));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        result.notes().forEach(note -> text.append("  Note: ").append(note).append('\n'));
        result.leftOut().forEach(it -> text.append("  Left out: ").append(it).append('\n'));
        return text.append(result.passed() ? "  PASSED" : "  FAILED").append('\n').toString();
    }

    private static String met(Figure figure) {
        return figure.goal() instanceof Goal.Shown ? "" : figure.met() ? "yes" : "NO";
    }

    private static int width(List<String[]> rows, int column) {
        return rows.stream().mapToInt(row -> row[column].length()).max().orElse(1);
    }

    public static JsonNode json(List<Result> results) {
        var all =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("passed", results.stream().allMatch(Result::passed))
                        .put("machine", machine());
        var array = all.putArray("benchmarks");
        results.forEach(result -> array.add(json(result)));
        return all;
    }

    private static ObjectNode json(Result result) {
        var one =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", result.benchmark())
                        .put("passed", result.passed());
        var figures = one.putArray("figures");
        for (var figure : result.figures()) {
            var node = figures.addObject().put("what", figure.what());
            if (Double.isNaN(figure.value())) {
                node.putNull("value");
            } else {
                node.put("value", figure.value());
            }
            node.put("unit", figure.unit());
            if (!(figure.goal() instanceof Goal.Shown)) {
                node.put("goal", figure.goal().words()).put("met", figure.met());
            }
        }
        var notes = one.putArray("notes");
        result.notes().forEach(notes::add);
        var leftOut = one.putArray("left_out");
        result.leftOut().forEach(leftOut::add);
        return one;
    }
}
