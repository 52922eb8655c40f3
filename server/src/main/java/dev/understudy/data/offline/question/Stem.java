package dev.understudy.data.offline.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Forms of English words brought to one: plurals, participles, and names of identifiers. */
final class Stem {
    private static final Map<String, String> IRREGULAR =
            Map.ofEntries(
                    Map.entry("people", "person"),
                    Map.entry("children", "child"),
                    Map.entry("men", "man"),
                    Map.entry("women", "woman"),
                    Map.entry("series", "series"),
                    Map.entry("status", "status"),
                    Map.entry("statuses", "status"),
                    Map.entry("addresses", "address"),
                    Map.entry("sales", "sales"),
                    Map.entry("goods", "goods"),
                    Map.entry("movies", "movie"),
                    Map.entry("bonus", "bonus"),
                    Map.entry("diagnoses", "diagnosis"),
                    Map.entry("analyses", "analysis"));

    /** Participles that follow no rule. */
    private static final Map<String, String> ROOTS =
            Map.ofEntries(
                    Map.entry("sales", "sale"),
                    Map.entry("sold", "sell"),
                    Map.entry("bought", "buy"),
                    Map.entry("paid", "pay"),
                    Map.entry("born", "birth"),
                    Map.entry("left", "leave"),
                    Map.entry("sent", "send"),
                    Map.entry("held", "hold"),
                    Map.entry("made", "make"),
                    Map.entry("lent", "lend"),
                    Map.entry("taken", "take"));

    private Stem() {}

    /** The singular of a word in small letters. */
    static String singular(String word) {
        var irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (word.length() < 4
                || word.endsWith("ss")
                || word.endsWith("us")
                || word.endsWith("is")) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.matches(".*(s|x|ch|sh|z)es")) {
            var without = word.substring(0, word.length() - 2);
            return without.matches(".*(ss|x|ch|sh|z|us)") ? without : without + "e";
        }
        return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    /** What "ordered", "ordering" and "orders" have in common. */
    static String root(String word) {
        var stem = ROOTS.getOrDefault(word, singular(word));
        for (var ending : List.of("ing", "ed", "e")) {
            if (stem.endsWith(ending) && stem.length() - ending.length() >= 3) {
                stem = stem.substring(0, stem.length() - ending.length());
                break;
            }
        }
        var last = stem.length() - 1;
        boolean doubled =
                last > 2 && stem.charAt(last) == stem.charAt(last - 1) && stem.charAt(last) != 'l';
        return doubled ? stem.substring(0, last) : stem;
    }

    /** The words of an identifier, as singulars: {@code orderItems}, {@code ORDER_ITEMS}. */
    static List<String> ofName(String identifier) {
        var spaced =
                identifier
                        .replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", " ")
                        .replaceAll("[^\\p{L}\\d]+", " ")
                        .strip()
                        .toLowerCase(Locale.ROOT);
        var words = new ArrayList<String>();
        for (var word : spaced.split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(singular(word));
            }
        }
        return List.copyOf(words);
    }
}
