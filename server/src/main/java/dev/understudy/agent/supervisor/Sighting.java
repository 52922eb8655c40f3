package dev.understudy.agent.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a question has in it, word by word. Immutable.
 *
 * @param table a table is named
 * @param measure something is named that can be summed
 * @param column a column is named
 * @param value a value is named that a column has
 * @param asking rows, figures or a ranking are asked for
 * @param figures one of those words is plain: the others stand in questions about anything
 * @param own it is about "us"
 * @param period a time is named
 * @param business something of business is named that is not in the catalogues
 * @param unknown words that say something else, as they are written
 */
record Sighting(
        boolean table,
        boolean measure,
        boolean column,
        boolean value,
        boolean asking,
        boolean figures,
        boolean own,
        boolean period,
        boolean business,
        List<String> unknown) {
    Sighting {
        unknown = List.copyOf(unknown);
    }

    static Sighting of(String question, SchemaWords schema) {
        var written = Words.ofText(question);
        var plain = joined(written.stream().map(Words::plain).toList());
        return new Sighting(
                names(plain, schema.tables()),
                names(plain, schema.measures()) || any(plain, Vocabulary.MEASURES),
                names(plain, schema.columns()),
                names(plain, schema.values()),
                any(plain, Vocabulary.ASKING),
                any(plain, Vocabulary.FIGURES),
                any(plain, Vocabulary.OWN),
                any(plain, Vocabulary.PERIODS) || plain.stream().anyMatch(Sighting::isYear),
                any(plain, Vocabulary.BUSINESS),
                unknown(written, schema));
    }

    private static List<String> unknown(List<String> written, SchemaWords schema) {
        var unknown = new ArrayList<String>();
        for (int i = 0; i < written.size(); i++) {
            var next = i + 1 < written.size() ? Words.plain(written.get(i + 1)) : "";
            var word = Words.plain(written.get(i));
            boolean counts = word.equals("how") && (next.equals("many") || next.equals("much"));
            if (!counts && !known(word, schema)) {
                unknown.add(written.get(i));
            }
        }
        return unknown;
    }

    /** Whether any of it can be about the sources. */
    boolean touchesData() {
        return table || measure || column || asking || own || business;
    }

    /** "How many" asks for a figure, "how" does not. */
    private static List<String> joined(List<String> words) {
        var result = new ArrayList<String>();
        for (var word : words) {
            boolean counts =
                    (word.equals("many") || word.equals("much"))
                            && !result.isEmpty()
                            && result.getLast().equals("how");
            if (counts) {
                result.set(result.size() - 1, "how" + word);
            } else {
                result.add(word);
            }
        }
        return List.copyOf(result);
    }

    private static boolean names(List<String> words, Set<List<String>> phrases) {
        for (int from = 0; from < words.size(); from++) {
            int longest = Math.min(words.size(), from + SchemaWords.LONGEST_PHRASE);
            for (int to = from + 1; to <= longest; to++) {
                if (phrases.contains(words.subList(from, to))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean any(List<String> words, Set<String> of) {
        return words.stream().anyMatch(of::contains);
    }

    private static boolean known(String word, SchemaWords schema) {
        return isNumber(word)
                || word.equals("many")
                || word.equals("much")
                || schema.parts().contains(word)
                || Vocabulary.ASKING.contains(word)
                || Vocabulary.MEASURES.contains(word)
                || Vocabulary.OWN.contains(word)
                || Vocabulary.PERIODS.contains(word)
                || Vocabulary.FILLING.contains(word);
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(Character::isDigit);
    }

    private static boolean isYear(String word) {
        return word.matches("(?:19|20)\\d\\d");
    }
}
