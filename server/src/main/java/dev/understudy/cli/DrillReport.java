package dev.understudy.cli;

import dev.understudy.cli.drill.Drill;
import dev.understudy.cli.drill.DrillKind;
import dev.understudy.cli.drill.Played;
import dev.understudy.cli.drill.Seen;
import dev.understudy.cli.drill.Verdict.Promise;
import dev.understudy.cli.drill.matrix.MatrixTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows drills as they are played, for people or as JSON, and tables at the end. */
final class DrillReport {
    private final Terminal terminal;
    private final boolean json;
    private final List<String> scenarios = new ArrayList<>();
    private final MatrixTable matrix;
    private final ObjectNode results = JsonNodeFactory.instance.objectNode();
    private int played;
    private int passed;

    DrillReport(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
        this.matrix =
                new MatrixTable(
                        new MatrixTable.Signs() {
                            @Override
                            public String passed() {
                                return terminal.green("✓");
                            }

                            @Override
                            public String failed() {
                                return terminal.red("✗");
                            }
                        });
        results.put("passed", true);
        for (var kind : DrillKind.values()) {
            results.putArray(kind.jsonName());
        }
    }

    void list(List<Drill> drills) {
        for (var drill : drills) {
            terminal.line("%-17s %s".formatted(drill.name(), drill.story()));
        }
    }

    /** Another one begins that is shown in detail. */
    void begin(Drill drill) {
        if (!json && drill.kind().detailed()) {
            terminal.line(terminal.bold("── " + drill.name() + " ──"));
            terminal.line(drill.story());
            terminal.line("");
        }
    }

    /** One was played to its end. */
    void ended(Played one) {
        played++;
        passed += one.verdict().passed() ? 1 : 0;
        addJson(one);
        matrix.add(one);
        if (one.drill().kind().detailed()) {
            scenarios.add(row(one));
        }
        if (json) {
            return;
        }
        one.seen().forEach(this::show);
        if (one.drill().kind().detailed()) {
            one.verdict().promises().forEach(this::show);
            terminal.line("  " + word(one));
            terminal.line("");
        } else {
            showBriefly(one);
        }
    }

    private void show(Seen seen) {
        terminal.line("  " + terminal.bold("User: ") + seen.question());
        int number = 1;
        for (var attempt : seen.attempts()) {
            terminal.line(terminal.dim("    [attempt %d on %s]".formatted(number++, attempt)));
        }
        var shown = seen.error() == null ? seen.content() : seen.content() + "\n❌ " + seen.error();
        shown.strip().lines().forEach(line -> terminal.line(line.isBlank() ? "" : "    " + line));
        if (!seen.usageLine().isEmpty()) {
            terminal.line("    " + seen.usageLine());
        }
        terminal.line(terminal.dim("    (%s)".formatted(timing(seen))));
        terminal.line("");
    }

    private static String timing(Seen seen) {
        var first = seen.firstContent();
        return first == null
                ? "HTTP %d after %s".formatted(seen.status(), seconds(seen.whole()))
                : "first text after %s, whole answer after %s"
                        .formatted(seconds(first), seconds(seen.whole()));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    private void show(Promise promise) {
        terminal.line(
                promise.kept()
                        ? "  %s %s".formatted(terminal.green("✓"), promise.words())
                        : "  %s %s: %s"
                                .formatted(
                                        terminal.red("✗"), promise.words(), promise.complaint()));
    }

    /** One line; where something differs, what was promised and what was seen, side by side. */
    private void showBriefly(Played one) {
        var drill = one.drill();
        if (one.verdict().passed()) {
            terminal.line("%s %s".formatted(terminal.green("✓"), drill.name()));
            return;
        }
        terminal.line("%s %s: %s".formatted(terminal.red("✗"), drill.name(), drill.story()));
        for (var promise : one.verdict().promises()) {
            if (!promise.kept()) {
                terminal.line("    " + promise.words());
                if (!promise.promised().isEmpty()) {
                    terminal.line("      promised  " + promise.promised());
                }
                terminal.line("      seen      " + promise.seen());
            }
        }
    }

    private void addJson(Played one) {
        var result =
                results.withArray(one.drill().kind().jsonName())
                        .addObject()
                        .put("name", one.drill().name())
                        .put("passed", one.verdict().passed());
        var promises = result.putArray("promises");
        for (var promise : one.verdict().promises()) {
            var node =
                    promises.addObject()
                            .put("promise", promise.words())
                            .put("kept", promise.kept());
            if (!promise.promised().isEmpty()) {
                node.put("promised", promise.promised());
            }
            if (!promise.kept()) {
                node.put("seen", promise.seen());
            }
        }
    }

    private String row(Played one) {
        var promises = one.verdict().promises();
        var took = one.seen().stream().map(Seen::whole).reduce(Duration.ZERO, Duration::plus);
        return "  %-17s %s   %2d of %2d promises kept, answers took %s"
                .formatted(
                        one.drill().name(),
                        word(one),
                        promises.stream().filter(Promise::kept).count(),
                        promises.size(),
                        seconds(took));
    }

    private String word(Played one) {
        return one.verdict().passed() ? terminal.green("PASSED") : terminal.red("FAILED");
    }

    /** Whether all passed. */
    boolean end() {
        boolean allPassed = passed == played;
        if (json) {
            terminal.line(results.put("passed", allPassed).toPrettyString());
            return allPassed;
        }
        scenarios.forEach(terminal::line);
        var table = matrix.lines();
        if (!table.isEmpty()) {
            terminal.line("");
            table.forEach(terminal::line);
            terminal.line("");
        }
        terminal.line("%d of %d passed".formatted(passed, played));
        return allPassed;
    }
}
