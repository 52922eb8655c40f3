package dev.understudy.output;

import dev.understudy.usage.HistoryBy;
import dev.understudy.usage.UsageCounts;
import dev.understudy.usage.UsageDay;
import dev.understudy.usage.UsageHistory;
import dev.understudy.usage.UsageName;
import java.util.Locale;

/**
 * The history of usage as CSV (RFC 4180: lines end with CR LF): a line for each day, or for each
 * part of it. Names come from users, and spreadsheets take a cell that begins like a formula for
 * one: such a name gets an apostrophe in front (owasp.org, CSV Injection).
 */
public final class HistoryCsv {
    private static final String OTHERS = "(others)";
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private HistoryCsv() {}

    public static String of(UsageHistory history) {
        var csv = new StringBuilder("date,start,end,");
        history.by().map(HistoryBy::wireName).ifPresent(by -> csv.append(by).append(','));
        csv.append(
                "requests,attempts,queries,prompt_tokens,completion_tokens,total_tokens,estimated_share,fallback_count\r\n");
        for (var day : history.days()) {
            if (history.by().isEmpty()) {
                append(csv.append(start(day)), day.counts());
            } else if (day.parts().isEmpty()) {
                append(csv.append(start(day)).append(','), day.counts());
            }
            for (var part : day.parts()) {
                append(csv.append(start(day)).append(cell(part.name())).append(','), part.counts());
            }
        }
        return csv.toString();
    }

    private static String start(UsageDay day) {
        return "%s,%s,%s,".formatted(day.date(), day.window().start(), day.window().end());
    }

    private static void append(StringBuilder line, UsageCounts counts) {
        line.append(
                String.format(
                        Locale.ROOT,
                        "%d,%d,%d,%d,%d,%d,%.4f,%d\r\n",
                        counts.requests(),
                        counts.attempts(),
                        counts.queries(),
                        counts.promptTokens(),
                        counts.completionTokens(),
                        counts.totalTokens(),
                        counts.estimatedShare(),
                        counts.fallbacks()));
    }

    private static String cell(UsageName name) {
        return switch (name) {
            case UsageName.Named(String text) -> cell(text);
            case UsageName.Nameless() -> "";
            case UsageName.Others() -> OTHERS;
        };
    }

    static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        var harmless = formula ? "'" + text : text;
        boolean special = harmless.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
        return special ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
