package dev.understudy.cli;

import dev.understudy.data.evaluation.SetResult;
import dev.understudy.data.evaluation.Verdict;
import java.util.List;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows how questions were answered, for people or as JSON. */
final class EvalReport {
    private final Terminal terminal;
    private final boolean json;
    private final ArrayNode sets = JsonNodeFactory.instance.arrayNode();

    EvalReport(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    void show(SetResult result) {
        var node = counted(sets.addObject().put("name", result.name()), List.of(result));
        var declined = node.putArray("declined_questions");
        var wrong = node.putArray("wrong_answers");
        if (!json) {
            terminal.line(terminal.bold(result.name()) + ": " + summary(List.of(result)));
        }
        for (var verdict : result.verdicts()) {
            switch (verdict) {
                case Verdict.Right _ -> {}
                case Verdict.Declined one -> declined(one, declined);
                case Verdict.Wrong one -> wrong(one, wrong);
            }
        }
    }

    private void declined(Verdict.Declined one, ArrayNode node) {
        if (one.question().declinable()) {
            return;
        }
        node.addObject().put("question", one.question().ask()).put("reason", one.reason());
        if (!json) {
            terminal.line("  declined: " + one.question().ask());
            terminal.line(terminal.dim("    " + one.reason()));
        }
    }

    private void wrong(Verdict.Wrong one, ArrayNode node) {
        node.addObject()
                .put("question", one.question().ask())
                .put("sql", one.sql())
                .put("expected", one.expected())
                .put("got", one.got());
        if (!json) {
            terminal.line("  " + terminal.red("✗ wrong: ") + one.question().ask());
            one.sql().lines().forEach(it -> terminal.line("    " + it));
            terminal.line("    expected: " + one.expected().replace("\n", "\n      "));
            terminal.line("    got:      " + one.got().replace("\n", "\n      "));
        }
    }

    void end(List<SetResult> results, boolean passed) {
        if (json) {
            var all = counted(JsonNodeFactory.instance.objectNode().put("passed", passed), results);
            all.set("sets", sets);
            terminal.line(all.toPrettyString());
            return;
        }
        var word = passed ? terminal.green("✓ passed") : terminal.red("✗ not passed");
        terminal.line(word + ": " + summary(results));
    }

    private static String summary(List<SetResult> results) {
        var answerable = sum(results, SetResult::answerable);
        var right = sum(results, SetResult::right);
        return "%d of %d right (%.0f %%), %d declined, %d wrong; %d of %d declined as wanted"
                .formatted(
                        right,
                        answerable,
                        answerable == 0 ? 0 : 100.0 * right / answerable,
                        sum(results, SetResult::declined),
                        sum(results, SetResult::wrong),
                        sum(results, SetResult::declinedAsWanted),
                        sum(results, SetResult::declinable));
    }

    private static ObjectNode counted(ObjectNode node, List<SetResult> results) {
        return node.put("answerable", sum(results, SetResult::answerable))
                .put("right", sum(results, SetResult::right))
                .put("declined", sum(results, SetResult::declined))
                .put("wrong", sum(results, SetResult::wrong))
                .put("decline_wanted", sum(results, SetResult::declinable))
                .put("declined_as_wanted", sum(results, SetResult::declinedAsWanted));
    }

    private static long sum(List<SetResult> results, ToLongFunction<SetResult> count) {
        return results.stream().mapToLong(count).sum();
    }
}
