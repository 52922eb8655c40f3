package dev.understudy.data.offline.question;

import dev.understudy.data.offline.question.Noun.Money;
import dev.understudy.data.offline.question.Noun.Rows;
import dev.understudy.data.offline.question.Noun.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a noun as what the question asks for, or as what that belongs to. */
final class NounRule implements Rule {
    private static final Set<String> EARN = Set.of("earn", "earned", "make", "made");
    private static final Set<String> JOINED = Set.of("and", "or", ",");

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        var read = new ArrayList<Reading>();
        earned(reading, question).ifPresent(read::add);
        for (var noun : Nouns.plain(question, reading.at)) {
            (reading.head.isEmpty() ? asHead(reading, noun) : asMore(reading, noun, question))
                    .ifPresent(read::add);
        }
        boolean listed =
                question.text(reading.at).equals("and")
                        && reading.head.filter(it -> it instanceof Values).isPresent();
        if (listed) {
            for (var noun : Nouns.plain(question, reading.at + 1)) {
                if (noun.noun() instanceof Values values) {
                    column(reading, noun, values, true, question).ifPresent(read::add);
                }
            }
        }
        return read;
    }

    /** "How much did we earn": money, though no noun says so. */
    private static Optional<Reading> earned(Reading reading, Question question) {
        boolean much = reading.aggregate.filter(it -> it == Aggregate.SUM).isPresent();
        if (!much || reading.head.isPresent() || !EARN.contains(question.text(reading.at))) {
            return Optional.empty();
        }
        return asHead(
                reading, new Nouns.Read(new Money("revenue", Optional.empty()), reading.at + 1));
    }

    private static Optional<Reading> asHead(Reading reading, Nouns.Read noun) {
        var next = reading.until(noun.end());
        next.head = Optional.of(noun.noun());
        next.nounEnd = noun.end();
        if (noun.noun() instanceof Rows(var table, _)) {
            next.near = Optional.of(table);
        }
        return Optional.of(next);
    }

    private static Optional<Reading> asMore(Reading reading, Nouns.Read noun, Question question) {
        boolean joined = JOINED.contains(question.text(reading.at - 1));
        return switch (noun.noun()) {
            case Rows rows -> joined ? Optional.empty() : rows(reading, noun, rows);
            case Values values -> column(reading, noun, values, joined, question);
            case Money money -> money(reading, noun, money);
            case Noun.Units _, Noun.NumberOf _, Noun.Combined _, Noun.Time _ -> Optional.empty();
        };
    }

    private static Optional<Reading> rows(Reading reading, Nouns.Read noun, Rows rows) {
        // Two nouns side by side are one thing with a name that is not known.
        if (reading.at == reading.nounEnd) {
            return Optional.empty();
        }
        var next = reading.until(noun.end());
        next.attached.add(rows.table());
        next.nounEnd = noun.end();
        next.near = Optional.of(rows.table());
        return Optional.of(next);
    }

    /** More columns to list: "the name and city of", "customers with their city". */
    private static Optional<Reading> column(
            Reading reading, Nouns.Read noun, Values values, boolean joined, Question question) {
        boolean listing =
                reading.aggregate.isEmpty()
                        && reading.rank.isEmpty()
                        && reading.head.get() instanceof Values;
        boolean shown =
                reading.aggregate.isEmpty()
                        && reading.head.get() instanceof Rows
                        && (question.text(reading.at - 1).equals("their")
                                || (joined && !reading.columns.isEmpty()));
        if (!(listing && joined) && !shown) {
            return Optional.empty();
        }
        var next = reading.until(noun.end());
        next.columns.add(values);
        next.nounEnd = noun.end();
        return Optional.of(next);
    }

    /** In "how much did customers spend" it is money that is asked for. */
    private static Optional<Reading> money(Reading reading, Nouns.Read noun, Money money) {
        boolean spoken =
                reading.aggregate.filter(it -> it == Aggregate.SUM).isPresent()
                        && reading.head.get() instanceof Rows
                        && reading.rank.isEmpty();
        if (!spoken || !(reading.head.get() instanceof Rows(var table, _))) {
            return Optional.empty();
        }
        var next = reading.until(noun.end());
        next.attached.add(table);
        next.head = Optional.of(money);
        next.nounEnd = noun.end();
        return Optional.of(next);
    }
}
