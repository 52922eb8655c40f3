package dev.understudy.data.offline.question;

import dev.understudy.data.offline.question.Filter.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads comparisons with numbers: "over 500", "price between 10 and 20", "more than 5 orders". */
final class CompareRule implements Rule {
    private static final Map<String, Set<String>> OPERATORS =
            Map.of(
                    ">",
                    Set.of(
                            "over",
                            "above",
                            "more than",
                            "greater than",
                            "larger than",
                            "higher than",
                            "exceeding",
                            "bigger than",
                            ">",
                            "worth more than",
                            "worth over"),
                    ">=",
                    Set.of(
                            "at least",
                            "no less than",
                            "not less than",
                            "minimum of",
                            ">=",
                            "worth at least"),
                    "<",
                    Set.of(
                            "under",
                            "below",
                            "less than",
                            "fewer than",
                            "lower than",
                            "smaller than",
                            "<",
                            "worth less than"),
                    "<=",
                    Set.of("at most", "no more than", "not more than", "up to", "maximum of", "<="),
                    "=",
                    Set.of("exactly", "equal to", "equals", "=", "of exactly"));
    private static final Map<String, Set<String>> PRICES =
            Map.of(
                    ">",
                            Set.of(
                                    "more expensive than",
                                    "costing more than",
                                    "cost more than",
                                    "costs more than",
                                    "priced over",
                                    "priced above",
                                    "costing over"),
                    "<",
                            Set.of(
                                    "cheaper than",
                                    "less expensive than",
                                    "costing less than",
                                    "cost less than",
                                    "costs less than",
                                    "priced under",
                                    "priced below",
                                    "costing under"));
    private static final Set<String> IS = Set.of("is", "are", "was", "were", "of");
    private static final Set<String> LINKS =
            Set.of(
                    "with", "having", "whose", "where", "that", "who", "which", "have", "has",
                    "had", "is", "are", "was", "were", "of", "and", "placed", "made");

    private record Read(Comparison comparison, boolean price, int end) {}

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        var at = reading.at;
        while (LINKS.contains(question.text(at)) && at < reading.at + 3) {
            at++;
        }
        if (question.text(reading.at).equals("and") && reading.filters.isEmpty()) {
            return List.of();
        }
        var read = new ArrayList<Reading>();
        comparison(question, at).ifPresent(it -> bare(reading, question, it, read));
        for (var noun : Nouns.at(question, at)) {
            if (noun.noun().metric()) {
                var operator = noun.end();
                while (IS.contains(question.text(operator)) && operator < noun.end() + 1) {
                    operator++;
                }
                comparison(question, operator)
                        .ifPresent(it ->
                                read.add(of(reading, question, first(noun.noun(), question), it)));
            }
        }
        return read;
    }

    /** "Quantity over 10" is of each row, "more than 10 units" of all together. */
    private static Noun first(Noun noun, Question question) {
        if (!(noun instanceof Noun.Units)) {
            return noun;
        }
        var columns =
                question.joins().tables().stream()
                        .flatMap(table ->
                                table.columns().stream().map(it -> new ColumnRef(table, it)))
                        .filter(Naming::units)
                        .toList();
        return columns.isEmpty() ? noun : new Noun.Values(columns, "quantity", false);
    }

    private static Reading of(Reading reading, Question question, Noun noun, Read read) {
        var end = Currency.after(question, read.end());
        var next = reading.until(end);
        next.filters.add(
                noun instanceof Noun.NumberOf(var table)
                        ? new Filter.HasCount(table, read.comparison(), reading.near)
                        : new Filter.Compare(
                                Optional.of(noun), read.comparison(), false, reading.near));
        if (noun instanceof Noun.NumberOf(var table)) {
            next.near = Optional.of(table);
        }
        return next;
    }

    /** Without a noun before it: one after it, or what the nearest table has of money. */
    private static void bare(Reading reading, Question question, Read read, List<Reading> results) {
        boolean counted = false;
        for (var noun : Nouns.plain(question, read.end())) {
            var basis =
                    noun.noun() instanceof Noun.Rows(var table, _)
                            ? new Noun.NumberOf(table)
                            : noun.noun();
            if (basis.metric() && noun.end() > read.end()) {
                counted = true;
                results.add(
                        of(
                                reading,
                                question,
                                basis,
                                new Read(read.comparison(), false, noun.end())));
            }
        }
        if (!counted && reading.head.isPresent()) {
            var next = reading.until(Currency.after(question, read.end()));
            next.filters.add(
                    new Filter.Compare(
                            Optional.empty(), read.comparison(), read.price(), reading.near));
            results.add(next);
        }
    }

    private static Optional<Read> comparison(Question question, int at) {
        var between = range(question, at);
        if (between.isPresent()) {
            return between;
        }
        for (var price : List.of(false, true)) {
            for (var entry : (price ? PRICES : OPERATORS).entrySet()) {
                var length = question.longest(at, entry.getValue());
                var number = number(question, at + length);
                if (length > 0 && number.isPresent()) {
                    return Optional.of(
                            new Read(
                                    new Comparison(entry.getKey(), number.get(), Optional.empty()),
                                    price,
                                    at + length + currencySigns(question, at + length) + 1));
                }
            }
        }
        return orMore(question, at);
    }

    private static int currencySigns(Question question, int at) {
        return Currency.sign(question.text(at)) ? 1 : 0;
    }

    private static Optional<Read> range(Question question, int at) {
        var middle = Map.of("between", "and", "from", "to").get(question.text(at));
        var low = number(question, at + 1);
        var next = at + 2 + currencySigns(question, at + 1);
        var high = number(question, next + 1);
        if (middle == null || low.isEmpty() || high.isEmpty() || !question.says(next, middle)) {
            return Optional.empty();
        }
        return Optional.of(
                new Read(
                        new Comparison("BETWEEN", low.get(), high),
                        false,
                        next + 2 + currencySigns(question, next + 1)));
    }

    private static Optional<Read> orMore(Question question, int at) {
        var number = number(question, at);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        for (var entry : Map.of("or more", ">=", "or less", "<=", "or fewer", "<=").entrySet()) {
            if (question.says(at + 1, entry.getKey())) {
                return Optional.of(
                        new Read(
                                new Comparison(entry.getValue(), number.get(), Optional.empty()),
                                false,
                                at + 3));
            }
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> number(Question question, int at) {
        var index = at + currencySigns(question, at);
        if (question.is(index, Word.Kind.NUMBER)) {
            return Optional.of(question.words().get(index).number())
                    .filter(it -> it.precision() <= 20);
        }
        return question.count(index).map(BigDecimal::valueOf);
    }
}
