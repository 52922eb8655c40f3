package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.offline.question.Understanding.NotUnderstood;
import dev.understudy.data.offline.question.Understanding.Understood;
import dev.understudy.data.result.ChartWish;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads questions over one catalogue. Pure; thread-safe. */
public final class QuestionReader {
    /** Steps of reading at most: no question of people needs a tenth of them. */
    private static final int MOST_STEPS = 2_000;

    /** Complete readings at most that are given a meaning. */
    private static final int MOST_READINGS = 60;

    private static final List<Rule> RULES =
            List.of(
                    new AggregateRule(),
                    new DistinctRule(),
                    new NumberRule(),
                    new NounRule(),
                    new GroupRule(),
                    new RankRule(),
                    new SortRule(),
                    new PeriodRule(),
                    new CompareRule(),
                    new ValueRule(),
                    new TextRule(),
                    new FlagRule(),
                    new RelatedRule(),
                    new DateRule(),
                    new FillerRule());

    private final Catalogue catalogue;
    private final Lexicon lexicon;
    private final Joins joins;

    public QuestionReader(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.lexicon = new Lexicon(catalogue);
        this.joins = new Joins(catalogue);
    }

    /** Understands or does not; whatever the question, this ends quickly and throws nothing. */
    public Understanding read(String text, LocalDate today) {
        var phrase = ChartPhrase.in(text, lexicon.vocabulary());
        return phrase.isEmpty()
                ? readPlain(text, today)
                : switch (readPlain(phrase.get().question(), today)) {
                    case Understood understood -> understood.shown(phrase.get().wish());
                    case NotUnderstood not -> not;
                };
    }

    private Understanding readPlain(String text, LocalDate today) {
        var words = Word.allOf(text);
        if (words.isEmpty()) {
            return new NotUnderstood(List.of(), "there is no question");
        }
        var beyond = BeyondGrammar.in(text);
        if (beyond.isPresent()) {
            return beyond.get();
        }
        var question = new Question(words, lexicon, joins, today);
        var readings = readings(question);
        if (readings.isEmpty() || readings.getFirst().skipped.isEmpty()) {
            return meaning(question, readings, "");
        }
        var corrected = Typing.corrected(words, readings.getFirst().skipped, lexicon);
        if (corrected.notes().isEmpty()) {
            return meaning(question, readings, "");
        }
        var mended = new Question(corrected.words(), lexicon, joins, today);
        return meaning(mended, readings(mended), corrected.notes());
    }

    private Understanding meaning(Question question, List<Reading> readings, String notes) {
        if (readings.isEmpty()) {
            return new NotUnderstood(List.of(), "the question is too long to be read");
        }
        var best = readings.getFirst();
        if (!best.skipped.isEmpty()) {
            return new NotUnderstood(
                    best.skipped.stream().map(it -> question.words().get(it).shown()).toList(),
                    "not every word is understood");
        }
        var meaning = new Meaning(question, joins);
        var writer = new SqlWriter(catalogue, joins);
        Map<String, String> found = new LinkedHashMap<>();
        Optional<String> reason = Optional.empty();
        var least = Integer.MAX_VALUE;
        for (var reading : readings.subList(0, Math.min(readings.size(), MOST_READINGS))) {
            if (!reading.skipped.isEmpty() || reading.cost > least) {
                continue;
            }
            try {
                var made = meaning.of(reading);
                found.putIfAbsent(writer.written(made.query()), made.words());
                least = reading.cost;
            } catch (Unclear unclear) {
                reason = reason.isEmpty() ? Optional.of(unclear.reason()) : reason;
            }
        }
        if (found.size() == 1) {
            var only = found.entrySet().iterator().next();
            return new Understood(only.getKey(), only.getValue() + notes, ChartWish.AUTO);
        }
        return new NotUnderstood(
                List.of(),
                found.isEmpty()
                        ? reason.orElse("it is not clear what is asked for")
                        : "it can mean: "
                                + String.join("; or: ", found.values().stream().limit(3).toList()));
    }

    /** All complete readings, those with the fewest words passed over first. */
    private static List<Reading> readings(Question question) {
        var open = new ArrayDeque<Reading>();
        var complete = new ArrayList<Reading>();
        open.push(new Reading());
        var steps = 0;
        while (!open.isEmpty() && steps++ < MOST_STEPS) {
            var reading = open.pop();
            if (reading.at >= question.size()) {
                complete.add(reading);
                continue;
            }
            var before = open.size();
            for (var rule : RULES) {
                rule.readOn(reading, question).forEach(open::push);
            }
            if (open.size() == before) {
                open.push(reading.skipping());
            }
        }
        if (!open.isEmpty()) {
            return List.of();
        }
        complete.sort(
                Comparator.<Reading>comparingInt(it -> it.skipped.size())
                        .thenComparingInt(it -> it.cost));
        return complete;
    }
}
