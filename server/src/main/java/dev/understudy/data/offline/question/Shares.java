package dev.understudy.data.offline.question;

import dev.understudy.data.offline.question.Query.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions for parts of a whole: "what share of revenue comes from each category". */
final class Shares {
    private final Joins joins;
    private final Meaning meaning;

    Shares(Joins joins, Meaning meaning) {
        this.joins = joins;
        this.meaning = meaning;
    }

    Meaning.Made of(Reading reading, Noun head) throws Unclear {
        if (reading.groups.isEmpty()) {
            return shareOfRows(reading, head);
        }
        if (reading.groups.size() > 1) {
            throw new Unclear("it is not clear of what total the shares are");
        }
        return meaning.best(
                meaning.measures().of(Optional.of(Aggregate.SHARE), head),
                reading,
                it -> shares(reading, it));
    }

    private Meaning.Made shares(Reading reading, Measure measure) throws Unclear {
        var groups = meaning.groups(reading, measure.base());
        var found = meaning.restrictions().of(reading, measure.base(), false);
        if (!found.counted().isEmpty()
                || found.all().stream().anyMatch(it -> !(it instanceof Condition.Within))) {
            throw new Unclear("it is not clear of what total the shares are");
        }
        var outputs = new ArrayList<Output>();
        groups.forEach(it -> outputs.addAll(it.shown()));
        outputs.add(new Output(measure.expression(), measure.name()));
        outputs.add(new Output(new Expression.ShareOfAll(measure.expression()), "share_percent"));
        var query =
                new Query(
                        measure.base(),
                        outputs,
                        found.all(),
                        Meaning.keys(groups),
                        Meaning.orders(reading, groups, measure.expression()),
                        Optional.empty(),
                        false);
        return new Meaning.Made(
                query,
                "the share, in percent, of each group in "
                        + Wording.measured(joins, measure, groups, found.all()));
    }

    /** What part of the rows fulfils what was said after the verb, or of them without a verb. */
    private Meaning.Made shareOfRows(Reading reading, Noun head) throws Unclear {
        if (!(head instanceof Noun.Rows(var table, _))) {
            throw new Unclear("it is not said what the share is divided by");
        }
        var found = meaning.restrictions().of(reading, table, false);
        boolean split = reading.counting || !found.counted().isEmpty();
        var whole =
                found.all().stream().filter(it -> split || it instanceof Condition.Within).toList();
        var counted =
                split
                        ? found.counted()
                        : found.all().stream()
                                .filter(it -> !(it instanceof Condition.Within))
                                .toList();
        if (!split && counted.size() > 1) {
            throw new Unclear("it is not clear what part of what is meant");
        }
        if (counted.isEmpty()) {
            throw new Unclear("it is not said what part is meant");
        }
        var query =
                new Query(
                        table,
                        List.of(new Output(new Expression.ShareWhere(counted), "share_percent")),
                        whole,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        false);
        return new Meaning.Made(query, Wording.share(table, counted, whole));
    }
}
