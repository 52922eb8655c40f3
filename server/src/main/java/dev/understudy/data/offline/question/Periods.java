package dev.understudy.data.offline.question;

import java.util.Optional;
import java.util.Set;

/**
 * Reads stretches of time: "in March 2025", "last 30 days", "since June". What leaves open which
 * year is meant ("in March") is no period, only "since" it is: that is the last one that has begun.
 */
final class Periods {
    private static final Set<String> BEFORE_ONE =
            Set.of(
                    "in",
                    "during",
                    "for",
                    "of",
                    "from",
                    "on",
                    "within",
                    "throughout",
                    "in the month of",
                    "in the year",
                    "for the year",
                    "in year");

    /** A period and the word after it. */
    record Read(Period period, int end) {}

    private Periods() {}

    static Optional<Read> at(Question question, int at) {
        var between = between(question, at);
        return between.isPresent() ? between : single(question, at);
    }

    private static Optional<Read> between(Question question, int at) {
        var first = question.text(at);
        if (!first.equals("between") && !first.equals("from")) {
            return Optional.empty();
        }
        var middles =
                first.equals("between") ? Set.of("and") : Set.of("to", "until", "till", "through");
        var from = PeriodUnits.at(question, at + 1);
        if (from.isEmpty() || !middles.contains(question.text(from.get().end()))) {
            return Optional.empty();
        }
        return PeriodUnits.at(question, from.get().end() + 1)
                .map(to ->
                        new Read(
                                new Period(from.get().period().from(), to.period().to()), to.end()))
                .filter(it -> ordered(it.period()));
    }

    private static boolean ordered(Period period) {
        return period.from().isEmpty()
                || period.to().isEmpty()
                || period.from().get().isBefore(period.to().get());
    }

    private static Optional<Read> single(Question question, int at) {
        return switch (question.text(at)) {
            case "since" -> since(question, at + 1);
            case "after" ->
                    PeriodUnits.at(question, at + 1)
                            .map(it ->
                                    new Read(
                                            new Period(it.period().to(), Optional.empty()),
                                            it.end()));
            case "before" ->
                    PeriodUnits.at(question, at + 1)
                            .map(it ->
                                    new Read(
                                            new Period(Optional.empty(), it.period().from()),
                                            it.end()));
            case "until", "till", "through" ->
                    PeriodUnits.at(question, at + 1)
                            .map(it ->
                                    new Read(
                                            new Period(Optional.empty(), it.period().to()),
                                            it.end()));
            case "over" ->
                    PeriodUnits.relative(question, question.afterDeterminers(at + 1))
                            .or(() ->
                                    PeriodUnits.rolling(
                                            question, question.afterDeterminers(at + 1)));
            default -> {
                var read =
                        PeriodUnits.at(
                                question,
                                question.afterDeterminers(at + question.longest(at, BEFORE_ONE)));
                yield read.isPresent()
                        ? read
                        : PeriodUnits.at(question, question.afterDeterminers(at));
            }
        };
    }

    private static Optional<Read> since(Question question, int at) {
        var month = PeriodUnits.month(question.text(at));
        var unit = PeriodUnits.at(question, at);
        if (unit.isEmpty() && month.isPresent()) {
            var first = question.today().withDayOfMonth(1).withMonth(month.get().getValue());
            var begun = first.isAfter(question.today()) ? first.minusYears(1) : first;
            return Optional.of(new Read(new Period(Optional.of(begun), Optional.empty()), at + 1));
        }
        return unit.map(it -> new Read(new Period(it.period().from(), Optional.empty()), it.end()));
    }

    /**
     * Whether the word names a month or the like, for what must not be taken for a typing error.
     */
    static boolean speaksOfTime(String text) {
        return PeriodUnits.month(text).isPresent() || TimeUnit.of(Stem.singular(text)).isPresent();
    }
}
