package dev.understudy.data.offline.question;

import java.util.Map;
import java.util.Set;

/** Currencies as they are said beside amounts. */
final class Currency {
    private static final Map<String, Set<String>> WORDS =
            Map.of(
                    "eur", Set.of("eur", "euro", "euros", "€"),
                    "usd", Set.of("usd", "dollar", "dollars", "$"),
                    "gbp", Set.of("gbp", "pound", "pounds", "£"));

    private Currency() {}

    static boolean sign(String text) {
        return "€$£".contains(text) && !text.isEmpty();
    }

    /** The word after a currency, where one is said there. */
    static int after(Question question, int at) {
        return WORDS.values().stream().anyMatch(it -> it.contains(question.text(at))) ? at + 1 : at;
    }

    /** Whether every currency that the question says is one that {@code known} speaks of. */
    static boolean fits(Question question, String known) {
        return WORDS.entrySet().stream()
                .filter(it ->
                        question.words().stream()
                                .anyMatch(word -> it.getValue().contains(word.text())))
                .allMatch(it -> known.contains(it.getKey()));
    }
}
