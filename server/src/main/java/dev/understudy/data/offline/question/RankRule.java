package dev.understudy.data.offline.question;

import dev.understudy.data.offline.question.Rank.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what comes first: "top 5", "the 3 cheapest", "with the most orders". */
final class RankRule implements Rule {
    private record Order(boolean descending, Kind kind) {}

    private record Words(Order order, Set<String> all) {}

    private static final List<Words> WORDS =
            List.of(
                    new Words(
                            new Order(true, Kind.MEASURE),
                            Set.of(
                                    "top",
                                    "leading",
                                    "most valuable",
                                    "best performing",
                                    "top performing")),
                    new Words(new Order(false, Kind.MEASURE), Set.of("bottom", "worst performing")),
                    new Words(
                            new Order(true, Kind.BIG),
                            Set.of("best", "biggest", "largest", "highest", "greatest")),
                    new Words(new Order(false, Kind.BIG), Set.of("worst", "lowest", "smallest")),
                    new Words(
                            new Order(true, Kind.PRICE),
                            Set.of("most expensive", "priciest", "costliest", "dearest")),
                    new Words(
                            new Order(false, Kind.PRICE),
                            Set.of("cheapest", "least expensive", "most affordable")),
                    new Words(
                            new Order(true, Kind.PAY),
                            Set.of(
                                    "highest paid",
                                    "best paid",
                                    "top paid",
                                    "top earning",
                                    "highest earning",
                                    "best earning")),
                    new Words(
                            new Order(false, Kind.PAY),
                            Set.of("lowest paid", "worst paid", "least paid")),
                    new Words(
                            new Order(true, Kind.UNITS),
                            Set.of("best selling", "top selling", "bestselling", "most sold")),
                    new Words(
                            new Order(false, Kind.UNITS),
                            Set.of("worst selling", "least sold", "slowest selling")),
                    new Words(
                            new Order(true, Kind.DATE), Set.of("latest", "newest", "most recent")),
                    new Words(new Order(true, Kind.TURN), Set.of("last")),
                    new Words(new Order(false, Kind.TURN), Set.of("first", "earliest")),
                    new Words(new Order(false, Kind.AGE), Set.of("oldest")),
                    new Words(new Order(true, Kind.AGE), Set.of("youngest")));

    private static final Set<String> SPENT =
            Set.of(
                    "spent the most",
                    "spends the most",
                    "spend the most",
                    "bought the most",
                    "buys the most",
                    "purchased the most",
                    "buy the most",
                    "made the most",
                    "spent most",
                    "bought most");
    private static final Set<String> EARNED =
            Set.of("earns the most", "earn the most", "earned the most");
    private static final Set<String> SOLD =
            Set.of(
                    "sold the most",
                    "sell the most",
                    "sells the most",
                    "sells best",
                    "sell best",
                    "sold best");

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        if (reading.rank.isPresent()) {
            return List.of();
        }
        var read = new ArrayList<Reading>();
        verbs(reading, question, read);
        mostOf(reading, question, read);
        var number = question.count(question.afterDeterminers(reading.at));
        var start = question.afterDeterminers(reading.at) + (number.isPresent() ? 1 : 0);
        for (var words : WORDS) {
            var length = question.longest(start, words.all());
            if (length > 0) {
                ordered(reading, question, words.order(), number, start + length, read);
            }
        }
        return read;
    }

    private static void ordered(
            Reading reading,
            Question question,
            Order order,
            Optional<Integer> numberBefore,
            int end,
            List<Reading> read) {
        var numberAfter =
                numberBefore.isPresent() ? Optional.<Integer>empty() : question.count(end);
        var limit = numberBefore.isPresent() ? numberBefore : numberAfter;
        var next = end + (numberAfter.isPresent() ? 1 : 0);
        if (limit.filter(it -> it < 1).isPresent()
                || ((order.kind() == Kind.DATE || order.kind() == Kind.TURN)
                        && TimeUnit.of(question.stem(next)).isPresent())) {
            return;
        }
        // "Top 10 best selling": the second word says by what.
        for (var second : WORDS) {
            var length = question.longest(next, second.all());
            if (length > 0
                    && second.order().descending() == order.descending()
                    && second.order().kind() != Kind.MEASURE
                    && second.order().kind() != Kind.BIG) {
                read.add(
                        ranked(
                                reading,
                                next + length,
                                new Rank(
                                        order.descending(),
                                        limit,
                                        second.order().kind(),
                                        Optional.empty()),
                                0));
                return;
            }
        }
        if (order.kind() == Kind.MEASURE || order.kind() == Kind.BIG) {
            for (var noun : Nouns.at(question, next)) {
                if (noun.noun().metric()) {
                    read.add(
                            ranked(
                                    reading,
                                    noun.end(),
                                    new Rank(
                                            order.descending(),
                                            limit,
                                            Kind.MEASURE,
                                            Optional.of(noun.noun())),
                                    reading.head.isPresent() ? 0 : 1));
                }
            }
        }
        read.add(
                ranked(
                        reading,
                        next,
                        new Rank(order.descending(), limit, order.kind(), Optional.empty()),
                        0));
    }

    private static void verbs(Reading reading, Question question, List<Reading> read) {
        var spent = question.longest(reading.at, SPENT);
        var earned = question.longest(reading.at, EARNED);
        var sold = question.longest(reading.at, SOLD);
        var length = Math.max(spent, Math.max(earned, sold));
        if (length > 0) {
            var kind = spent > 0 ? Kind.MEASURE : earned > 0 ? Kind.PAY : Kind.UNITS;
            read.add(
                    ranked(
                            reading,
                            reading.at + length,
                            new Rank(true, Optional.empty(), kind, Optional.empty()),
                            0));
        }
    }

    /** "The most orders", "the least revenue". */
    private static void mostOf(Reading reading, Question question, List<Reading> read) {
        var at = question.afterDeterminers(reading.at);
        boolean most = question.says(at, "most");
        if (!most && !question.says(at, "least") && !question.says(at, "fewest")) {
            return;
        }
        for (var noun : Nouns.plain(question, at + 1)) {
            var basis =
                    noun.noun() instanceof Noun.Rows(var table, _)
                            ? new Noun.NumberOf(table)
                            : noun.noun();
            if (basis.metric()) {
                read.add(
                        ranked(
                                reading,
                                noun.end(),
                                new Rank(most, Optional.empty(), Kind.MEASURE, Optional.of(basis)),
                                0));
            }
        }
    }

    private static Reading ranked(Reading reading, int end, Rank rank, int cost) {
        var next = reading.until(end);
        next.rank = Optional.of(rank);
        next.cost += cost;
        return next;
    }
}
