package dev.understudy.cli;

import dev.understudy.cli.drill.Scenario;
import dev.understudy.cli.drill.Seen;
import dev.understudy.cli.drill.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Shows scenarios as they are played, for people or as JSON, and a table at the end. */
final class DrillReport {
    private final Terminal terminal;
    private final boolean json;
    private final List<String> table = new ArrayList<>();
    private final ArrayNode results = JsonNodeFactory.instance.arrayNode();
    private List<Seen> lastSeen = List.of();
    private boolean allPassed = true;

    DrillReport(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    void list(List<Scenario> scenarios) {
        for (var scenario : scenarios) {
            terminal.line("%-17s %s".formatted(scenario.name(), scenario.story()));
        }
    }

    void begin(Scenario scenario) {
        lastSeen = List.of();
        if (!json) {
            terminal.line(terminal.bold("── " + scenario.name() + " ──"));
            terminal.line(scenario.story());
            terminal.line("");
        }
    }

    /** What the user saw in the scenario. */
    void seen(List<Seen> seen) {
        lastSeen = seen;
        if (json) {
            return;
        }
        for (var one : seen) {
            terminal.line("  " + terminal.bold("User: ") + one.question());
            int number = 1;
            for (var attempt : one.attempts()) {
                terminal.line(terminal.dim("    [attempt %d on %s]".formatted(number++, attempt)));
            }
            var shown = one.error() == null ? one.content() : one.content() + "\n❌ " + one.error();
            shown.strip()
                    .lines()
                    .forEach(line -> terminal.line(line.isBlank() ? "" : "    " + line));
            if (!one.usageLine().isEmpty()) {
                terminal.line("    " + one.usageLine());
            }
            terminal.line(terminal.dim("    (%s)".formatted(timing(one))));
            terminal.line("");
        }
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

    void verdict(Scenario scenario, Verdict verdict) {
        allPassed &= verdict.passed();
        var result = results.addObject().put("name", scenario.name());
        result.put("passed", verdict.passed());
        var promises = result.putArray("promises");
        for (var promise : verdict.promises()) {
            var one =
                    promises.addObject()
                            .put("promise", promise.words())
                            .put("kept", promise.kept());
            if (!promise.kept()) {
                one.put("seen", promise.seen());
            }
            if (!json) {
                terminal.line(
                        promise.kept()
                                ? "  %s %s".formatted(terminal.green("✓"), promise.words())
                                : "  %s %s: %s"
                                        .formatted(
                                                terminal.red("✗"),
                                                promise.words(),
                                                promise.seen()));
            }
        }
        var row = row(scenario, verdict);
        table.add(row);
        if (!json) {
            terminal.line("  " + word(verdict));
            terminal.line("");
        }
    }

    private String row(Scenario scenario, Verdict verdict) {
        var took = lastSeen.stream().map(Seen::whole).reduce(Duration.ZERO, Duration::plus);
        return "  %-17s %s   %2d of %2d promises kept, answers took %s"
                .formatted(
                        scenario.name(),
                        word(verdict),
                        verdict.promises().stream().filter(Verdict.Promise::kept).count(),
                        verdict.promises().size(),
                        seconds(took));
    }

    private String word(Verdict verdict) {
        return verdict.passed() ? terminal.green("PASSED") : terminal.red("FAILED");
    }

    void end() {
        if (json) {
            var all = JsonNodeFactory.instance.objectNode().put("passed", allPassed);
            all.set("scenarios", results);
            terminal.line(all.toPrettyString());
        } else {
            table.forEach(terminal::line);
        }
    }
}
