package dev.understudy.agent.analysis;

import dev.understudy.data.result.Chart;
import dev.understudy.data.result.MarkdownTable;
import dev.understudy.data.result.MarkdownText;
import dev.understudy.data.result.ResultTable;
import dev.understudy.gateway.Speaker;
import dev.understudy.gateway.StoppedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer: Markdown, a picture where the rows ask for one, and Markdown again. Whatever comes
 * from data or from a model is made harmless. Pure.
 *
 * @param before what stands before the picture
 * @param after what stands after it
 */
record AnswerText(String before, Optional<Chart> chart, String after) {
    private static final String PARAGRAPH = "\n\n";

    /**
     * @param introduction Markdown in front of the table; may be empty
     * @param silent sources that could not be asked
     */
    static AnswerText of(String introduction, FoundRows found, List<String> silent) {
        var table =
                found.empty()
                        ? "No rows: nothing in the data matches."
                        : MarkdownTable.of(found.table());
        var before = introduction.isEmpty() ? table : introduction + PARAGRAPH + table;
        var chart =
                found.empty()
                        ? Optional.<Chart>empty()
                        : Chart.of(found.table(), found.chart())
                                .filter(it -> it.mermaid().isPresent());
        return new AnswerText(before, chart, details(found, silent));
    }

    /** The same with a last sentence. */
    AnswerText with(String last) {
        return new AnswerText(before, chart, after + PARAGRAPH + last);
    }

    void sayTo(Speaker user) throws StoppedException {
        user.say(before + PARAGRAPH);
        if (chart.isPresent()) {
            user.chart(chart.get());
        }
        user.say(after);
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
        return "**Not asked:** %s (cannot be asked at the moment)"
                .formatted(MarkdownText.escaped(String.join(", ", sources)));
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
