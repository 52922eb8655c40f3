package dev.understudy.agent.analysis;

import dev.understudy.data.result.Chart;
import dev.understudy.data.result.MarkdownTable;
import dev.understudy.data.result.MarkdownText;
import dev.understudy.data.result.ResultTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The Markdown of an answer. Whatever comes from data or from a model is made harmless. Pure. */
final class AnswerText {
    private static final String PARAGRAPH = "\n\n";

    private AnswerText() {}

    /**
     * @param introduction Markdown in front of the table; may be empty
     * @param silent sources that could not be asked
     */
    static String of(String introduction, FoundRows found, List<String> silent) {
        var parts = new ArrayList<String>();
        parts.add(introduction);
        if (found.empty()) {
            parts.add("No rows: nothing in the data matches.");
        } else {
            parts.add(MarkdownTable.of(found.table()));
            Chart.of(found.table(), found.chart())
                    .flatMap(Chart::mermaid)
                    .map(it -> MarkdownText.fenced("mermaid", it))
                    .ifPresent(parts::add);
        }
        parts.add(details(found, silent));
        parts.removeIf(String::isEmpty);
        return String.join(PARAGRAPH, parts);
    }

    private static String details(FoundRows found, List<String> silent) {
        var lines = new ArrayList<String>();
        if (!found.assumption().isBlank()) {
            lines.add("**Assumption:** " + oneLine(found.assumption()));
        }
        lines.add(
                "**Source:** %s · **Rows:** %s · **Time:** %s"
                        .formatted(
                                MarkdownText.escaped(found.source()),
                                rows(found.table()),
                                time(found.took())));
        if (!silent.isEmpty()) {
            lines.add(silent(silent));
        }
        lines.add(MarkdownText.fenced("sql", found.sql()));
        return String.join(PARAGRAPH, lines);
    }

    static String silent(List<String> sources) {
        return "**Not asked:** " + MarkdownText.escaped(String.join(", ", sources));
    }

    private static String oneLine(String text) {
        return MarkdownText.prose(text.replaceAll("\\s+", " ").strip());
    }

    private static String rows(ResultTable table) {
        var count = String.format(Locale.ROOT, "%,d", table.rows().size());
        return switch (table.truncation()) {
            case NONE -> count;
            case ROWS, BYTES -> count + " and more";
        };
    }

    static String time(Duration took) {
        return took.toMillis() < 1_000
                ? took.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1_000.0);
    }
}
