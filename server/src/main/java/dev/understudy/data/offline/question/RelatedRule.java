package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import dev.understudy.data.offline.question.Filter.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what rows have to do with those of another table: "without orders", "who ordered", "never
 * sold", "ordered more than 5 times".
 */
final class RelatedRule implements Rule {
    private static final Set<String> NONE =
            Set.of(
                    "without",
                    "without any",
                    "with no",
                    "who have no",
                    "that have no",
                    "have no",
                    "has no",
                    "having no",
                    "who had no",
                    "had no",
                    "with zero",
                    "with 0",
                    "that had no",
                    "do not have any",
                    "who do not have any",
                    "don't have any",
                    "have not",
                    "who don't have any",
                    "have never had",
                    "never had",
                    "has never had",
                    "who never had",
                    "who have never had",
                    "that have never had",
                    "with not a single");
    private static final Set<String> NEVER =
            Set.of(
                    "never",
                    "have never",
                    "has never",
                    "who never",
                    "that never",
                    "who have never",
                    "that have never",
                    "have not",
                    "has not",
                    "were never",
                    "that were never",
                    "was never",
                    "has never been",
                    "have never been",
                    "that have never been",
                    "who have not",
                    "that have not",
                    "have not been",
                    "not yet",
                    "did not",
                    "who did not",
                    "haven't",
                    "who haven't",
                    "didn't",
                    "who didn't",
                    "that were not",
                    "were not",
                    "never been");
    private static final Set<String> SOME =
            Set.of(
                    "who",
                    "that",
                    "who have",
                    "that have",
                    "have",
                    "which",
                    "did",
                    "were",
                    "that were",
                    "who had",
                    "has",
                    "have been");
    private static final Set<String> BUY =
            Set.of("bought", "buy", "purchased", "purchase", "buying", "purchasing");
    private static final Set<String> EVER =
            Set.of("any", "ever", "anything", "something", "at all");

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        if (reading.headTable().isEmpty()) {
            return List.of();
        }
        var read = new ArrayList<Reading>();
        var none = question.longest(reading.at, NONE);
        if (none > 0) {
            var noun = question.afterDeterminers(reading.at + none);
            var tables = question.tables(noun);
            for (var table : tables.things()) {
                read.add(none(reading, table, noun + tables.length()));
            }
        }
        var never = question.longest(reading.at, NEVER);
        if (never > 0) {
            var verb = reading.at + never;
            verb(question, verb)
                    .or(() -> trade(reading, question, verb))
                    .ifPresent(table -> read.add(none(reading, table, afterVerb(question, verb))));
        }
        bought(reading, question).ifPresent(read::add);
        var some = question.longest(reading.at, SOME);
        var verb = reading.at + some;
        verb(question, verb)
                .ifPresent(table -> {
                    read.add(
                            times(reading, question, table, verb + 1)
                                    .orElseGet(
                                            () -> some(reading, table, afterVerb(question, verb))));
                });
        return read;
    }

    private static Optional<Reading> bought(Reading reading, Question question) {
        var at = reading.at + question.longest(reading.at, SOME);
        return BUY.contains(question.text(at))
                ? trade(reading, question, at)
                        .map(table -> some(reading, table, afterVerb(question, at)))
                : Optional.empty();
    }

    /** Buying and selling are in the rows that hold the money of the head's. */
    private static Optional<Table> trade(Reading reading, Question question, int at) {
        var head = reading.headTable();
        boolean traded = BUY.contains(question.text(at)) || question.text(at).equals("sold");
        if (!traded || head.isEmpty()) {
            return Optional.empty();
        }
        try {
            var measures = new Measures(question.joins());
            var money = new Noun.Money("revenue", Optional.empty());
            var tied =
                    measures.of(Optional.empty(), money).stream()
                            .filter(it -> !it.base().equals(head.get()))
                            .filter(it -> question.joins().reaches(it.base(), head.get()))
                            .toList();
            return measures.coarsest(tied).map(Measure::base);
        } catch (Unclear _) {
            return Optional.empty();
        }
    }

    private static int afterVerb(Question question, int verb) {
        return verb + 1 + question.longest(verb + 1, EVER);
    }

    private static Reading none(Reading reading, Table table, int end) {
        var next = reading.until(end);
        next.filters.add(new Filter.HasNone(table, Optional.of(table)));
        next.near = Optional.of(table);
        return next;
    }

    private static Reading some(Reading reading, Table table, int end) {
        var next = reading.until(end);
        next.attached.add(table);
        next.near = Optional.of(table);
        return next;
    }

    private static Optional<Reading> times(
            Reading reading, Question question, Table table, int at) {
        boolean once = question.says(at, "more than once");
        boolean more = question.says(at, "more than") || question.says(at, "at least");
        var count = once ? Optional.of(1) : more ? question.count(at + 2) : question.count(at);
        var end = once ? at + 3 : more ? at + 4 : at + 2;
        if (count.isEmpty() || (!once && !question.text(end - 1).equals("times"))) {
            return Optional.empty();
        }
        var operator = once || question.says(at, "more than") ? ">" : more ? ">=" : "=";
        var next = reading.until(end);
        next.filters.add(
                new Filter.HasCount(
                        table,
                        new Comparison(operator, BigDecimal.valueOf(count.get()), Optional.empty()),
                        reading.near));
        return Optional.of(next);
    }

    /** The one table whose name has the verb's root: "ordered" for orders. */
    private static Optional<Table> verb(Question question, int at) {
        var word = question.text(at);
        if (!question.is(at, Word.Kind.WORD)
                || !word.equals(Stem.singular(word))
                || word.length() < 4) {
            return Optional.empty();
        }
        boolean participle = !Stem.root(word).equals(word) || word.equals("order");
        var root = Stem.root(word);
        var tables =
                question.lexicon().catalogue().tables().stream()
                        .filter(it -> {
                            var words = Stem.ofName(it.name().name());
                            return words.size() == 1 && Stem.root(words.getFirst()).equals(root);
                        })
                        .toList();
        return participle && tables.size() == 1 ? Optional.of(tables.getFirst()) : Optional.empty();
    }
}
