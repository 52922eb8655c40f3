package dev.understudy.cli;

import dev.understudy.notice.Spoken;
import dev.understudy.output.LimitJson;
import dev.understudy.quota.LimitStatus;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.usage.HistoryBy;
import dev.understudy.usage.UsageCounts;
import dev.understudy.usage.UsageHistory;
import dev.understudy.usage.UsageName;
import dev.understudy.usage.UsagePart;
import dev.understudy.usage.UsageSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was used, drawn with characters for a person at a terminal. Pure. */
final class UsageText {
    private static final int WIDEST_NAME = 32;
    private static final int NARROWEST_BAR = 4;
    private static final int WIDEST_BAR = 40;

    /** As long as the bars are. */
    private static final Comparator<UsagePart> MOST_ATTEMPTS_FIRST =
            Comparator.<UsagePart>comparingLong(part -> part.counts().attempts())
                    .thenComparingLong(part -> part.counts().queries())
                    .reversed();

    private final Terminal terminal;
    private final int width;

    /**
     * @param width columns; where even the figures need more, lines are longer
     */
    UsageText(Terminal terminal, int width) {
        this.terminal = terminal;
        this.width = width;
    }

    String of(UsageSummary summary) {
        var quota = summary.quota();
        return figures(summary, quota) + changed(summary);
    }

    /** What holds today only, so that nobody wonders tomorrow. */
    private static String changed(UsageSummary summary) {
        var lines =
                summary.limits().stream()
                        .filter(LimitStatus::changed)
                        .map(limit -> "  " + QuotaText.line(LimitJson.of(limit)) + "\n")
                        .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "\nLimits changed for today:\n" + lines;
    }

    private String figures(UsageSummary summary, QuotaStatus quota) {
        return String.format(
                Locale.ROOT,
                """
                📊 API Usage Summary
                %s
                Today: %d/%d requests (%.1f%%)
                %s
                Remaining: %d requests (until %s)
                Tokens used today: %,d
                Fallback usage: %d times

                Total (all time):
                  Requests: %,d
                  Tokens: %,d
                """,
                "━".repeat(Math.min(32, width)),
                quota.used(),
                quota.limit(),
                100 * quota.percentage(),
                bar(quota),
                quota.remaining(),
                Spoken.reset(quota),
                summary.tokensToday(),
                summary.fallbackCount(),
                summary.requestsTotal(),
                summary.tokensTotal());
    }

    private String bar(QuotaStatus quota) {
        int length = Math.min(WIDEST_BAR, width - 2);
        int full = filled(Math.min(1, quota.percentage()), length);
        var drawn = "█".repeat(full);
        return (quota.approaching() ? terminal.red(drawn) : terminal.green(drawn))
                + terminal.dim("░".repeat(length - full));
    }

    /** Something is seen of whatever is not nothing. */
    private static int filled(double share, int length) {
        return share <= 0 ? 0 : Math.max(1, (int) Math.round(share * length));
    }

    /** The parts of all days together, those with most attempts first; without parts, the days. */
    String of(UsageHistory history) {
        var lines = new ArrayList<Line>();
        if (history.by().isPresent()) {
            history.parts().stream()
                    .sorted(MOST_ATTEMPTS_FIRST)
                    .forEach(part -> lines.add(new Line(name(part.name()), part.counts())));
        } else {
            history.days().forEach(day -> lines.add(new Line(day.date().toString(), day.counts())));
        }
        return "%s to %s%s%n%s"
                .formatted(
                        history.days().getFirst().date(),
                        history.days().getLast().date(),
                        history.by().map(by -> ", by " + by.wireName()).orElse(""),
                        lines.isEmpty()
                                ? "Nothing was used.%n".formatted()
                                : table(head(history), lines, history.total()));
    }

    private record Line(String name, UsageCounts counts) {}

    private static String head(UsageHistory history) {
        return history.by().map(HistoryBy::wireName).orElse("day");
    }

    private static String name(UsageName name) {
        return switch (name) {
            case UsageName.Named(String text) ->
                    Terminal.harmless(text).replaceAll("[\\n\\t]", " ");
            case UsageName.Nameless() -> "(none)";
            case UsageName.Others() -> "(others)";
        };
    }

    private String table(String head, List<Line> lines, UsageCounts total) {
        long largest = lines.stream().mapToLong(line -> line.counts().attempts()).max().orElse(0);
        int figures = columns("", "", "", "", "").length();
        int names =
                Math.clamp(
                        lines.stream().mapToInt(line -> length(line.name())).max().orElse(0),
                        10,
                        Math.clamp(width - figures - NARROWEST_BAR - 2, 10, WIDEST_NAME));
        int bar = Math.clamp(width - names - figures - 2, 0, WIDEST_BAR);
        var text = new StringBuilder();
        text.append(
                terminal.bold(
                        padded(head, names)
                                + columns(
                                        "requests", "attempts", "queries", "tokens", "fallback")));
        text.append('\n');
        for (var line : lines) {
            double share = largest == 0 ? 0 : (double) line.counts().attempts() / largest;
            text.append(padded(line.name(), names)).append(figures(line.counts()));
            if (share > 0 && bar > 0) {
                text.append("  ").append(terminal.green("█".repeat(filled(share, bar))));
            }
            text.append('\n');
        }
        return text.append(padded("in all", names)).append(figures(total)).append('\n').toString();
    }

    private static String figures(UsageCounts counts) {
        return columns(
                number(counts.requests()),
                number(counts.attempts()),
                number(counts.queries()),
                (counts.estimatedAttempts() > 0 ? "~" : "") + number(counts.totalTokens()),
                number(counts.fallbacks()));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String columns(
            String requests, String attempts, String queries, String tokens, String fallback) {
        return " %8s %8s %8s %12s %8s".formatted(requests, attempts, queries, tokens, fallback);
    }

    private static int length(String name) {
        return name.codePointCount(0, name.length());
    }

    private static String padded(String name, int width) {
        if (length(name) <= width) {
            return name + " ".repeat(width - length(name));
        }
        return name.substring(0, name.offsetByCodePoints(0, width - 1)) + "…";
    }
}
