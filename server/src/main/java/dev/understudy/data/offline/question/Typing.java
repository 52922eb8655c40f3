package dev.understudy.data.offline.question;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Mends typing errors in names: one letter too many, missing, wrong or exchanged with another,
 * where exactly one name of the catalogue is that near. What was taken for what is said.
 */
final class Typing {
    /** The words to read, and what is to be told of them. */
    record Corrected(List<Word> words, String notes) {}

    private static final int SHORTEST = 5;

    /** Words of their own, though they look like a name with an error. */
    private static final Set<String> REAL =
            Set.of(
                    "county",
                    "counties",
                    "quality",
                    "state",
                    "states",
                    "statue",
                    "produce",
                    "produced",
                    "custom",
                    "customs",
                    "prize",
                    "prizes",
                    "border",
                    "borders",
                    "older",
                    "others",
                    "ordered",
                    "charge",
                    "change",
                    "changes",
                    "patience",
                    "stuff",
                    "stock",
                    "month",
                    "months",
                    "price",
                    "place",
                    "places",
                    "story",
                    "stories",
                    "sample",
                    "title",
                    "tables",
                    "units",
                    "roles",
                    "rules",
                    "rates",
                    "dates",
                    "names",
                    "games",
                    "loans",
                    "loads",
                    "paint",
                    "visits",
                    "cases",
                    "causes",
                    "courses",
                    "course",
                    "source",
                    "sources",
                    "member",
                    "remember",
                    "number",
                    "numbers",
                    "amounts",
                    "account",
                    "accounts",
                    "mount",
                    "counts",
                    "later",
                    "letter",
                    "better",
                    "where",
                    "there",
                    "those",
                    "three",
                    "their",
                    "these",
                    "after",
                    "years",
                    "weeks",
                    "sales",
                    "scale",
                    "scales",
                    "store",
                    "stores",
                    "shore",
                    "score",
                    "scores",
                    "phone",
                    "phones",
                    "order",
                    "alone");

    private Typing() {}

    /** Mends those of the words that no rule reads. */
    static Corrected corrected(List<Word> words, List<Integer> unread, Lexicon lexicon) {
        var vocabulary = lexicon.vocabulary();
        var result = new ArrayList<Word>();
        var notes = new StringBuilder();
        for (var at = 0; at < words.size(); at++) {
            var word = words.get(at);
            var nearest = unread.contains(at) ? nearest(word, vocabulary) : Set.<String>of();
            if (nearest.size() == 1) {
                var name = nearest.iterator().next();
                result.add(new Word(word.kind(), name, word.shown()));
                notes.append("; \"%s\" is read as \"%s\"".formatted(word.shown(), name));
            } else {
                result.add(word);
            }
        }
        return new Corrected(List.copyOf(result), notes.toString());
    }

    private static Set<String> nearest(Word word, Set<String> vocabulary) {
        var text = word.stem();
        var nearest = new HashSet<String>();
        boolean candidate =
                word.kind() == Word.Kind.WORD
                        && text.length() >= SHORTEST
                        && text.chars().allMatch(Character::isLetter)
                        && !vocabulary.contains(text)
                        && !REAL.contains(word.text())
                        && !Periods.speaksOfTime(word.text());
        if (!candidate) {
            return nearest;
        }
        for (var name : vocabulary) {
            if (name.length() >= SHORTEST && name.charAt(0) == text.charAt(0) && near(text, name)) {
                nearest.add(name);
            }
        }
        return nearest;
    }

    /** Whether one letter tells the two apart, or two neighbours are swapped. */
    private static boolean near(String one, String other) {
        var shorter = one.length() <= other.length() ? one : other;
        var longer = one.length() <= other.length() ? other : one;
        var at = 0;
        while (at < shorter.length() && shorter.charAt(at) == longer.charAt(at)) {
            at++;
        }
        if (longer.length() - shorter.length() == 1) {
            return longer.substring(at + 1).equals(shorter.substring(at));
        }
        if (longer.length() != shorter.length() || at == shorter.length()) {
            return false;
        }
        boolean wrong = longer.substring(at + 1).equals(shorter.substring(at + 1));
        var differing =
                IntStream.range(0, one.length())
                        .filter(it -> one.charAt(it) != other.charAt(it))
                        .boxed()
                        .toList();
        boolean swapped =
                differing.size() == 2
                        && one.charAt(differing.get(0)) == other.charAt(differing.get(1))
                        && one.charAt(differing.get(1)) == other.charAt(differing.get(0));
        return wrong || swapped;
    }
}
