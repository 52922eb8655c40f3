package dev.understudy.data.catalogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words by which questions and names are compared: in small letters, in the singular, without those
 * that every question has. English; words of other languages are compared as they are. Pure.
 */
final class QuestionWords {
    /** Words of a question that are looked at; a pasted page is no longer a question. */
    private static final int MOST_WORDS = 200;

    private static final Set<String> EVERYWHERE =
            Set.of(
                    "a", "all", "an", "and", "are", "as", "at", "be", "by", "can", "did", "do",
                    "does", "each", "every", "for", "from", "give", "had", "has", "have", "how",
                    "i", "in", "is", "it", "list", "many", "me", "most", "much", "my", "of", "on",
                    "or", "our", "per", "please", "show", "tell", "that", "the", "their", "them",
                    "there", "these", "they", "this", "to", "top", "us", "was", "we", "were",
                    "what", "when", "where", "which", "who", "with", "you");

    /** What people say, and what columns and tables are called instead. */
    private static final Map<String, Set<String>> ALSO_CALLED =
            Map.ofEntries(
                    Map.entry("revenue", Set.of("amount", "total", "sale", "price", "turnover")),
                    Map.entry("sale", Set.of("order", "amount", "total", "revenue", "invoice")),
                    Map.entry("turnover", Set.of("amount", "total", "sale", "revenue")),
                    Map.entry("income", Set.of("amount", "total", "revenue", "salary")),
                    Map.entry("spent", Set.of("amount", "total", "payment")),
                    Map.entry("spend", Set.of("amount", "total", "payment")),
                    Map.entry("cost", Set.of("price", "amount", "expense")),
                    Map.entry("selling", Set.of("quantity", "sale", "order")),
                    Map.entry("sold", Set.of("quantity", "sale", "order")),
                    Map.entry("bought", Set.of("order", "purchase", "quantity")),
                    Map.entry("purchase", Set.of("order", "buy")),
                    Map.entry("client", Set.of("customer", "account")),
                    Map.entry("buyer", Set.of("customer")),
                    Map.entry("customer", Set.of("client", "account")),
                    Map.entry("item", Set.of("product", "article", "line")),
                    Map.entry("article", Set.of("product", "item")),
                    Map.entry("product", Set.of("item", "article")),
                    Map.entry("staff", Set.of("employee")),
                    Map.entry("worker", Set.of("employee")),
                    Map.entry("salary", Set.of("pay", "wage")),
                    Map.entry("country", Set.of("nation")),
                    Map.entry("number", Set.of("count", "quantity")));

    private QuestionWords() {}

    /** The words of a question, or of anything that people wrote. */
    static Set<String> of(String text) {
        var words = new LinkedHashSet<String>();
        NameWords.of(text).stream()
                .limit(MOST_WORDS)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !EVERYWHERE.contains(word))
                .forEach(word -> words.add(singular(word)));
        return words;
    }

    /** Other words for the same thing. */
    static Set<String> alsoCalled(String word) {
        return ALSO_CALLED.getOrDefault(word, Set.of());
    }

    /** The singular of an English plural; other words stay as they are. */
    static String singular(String word) {
        if (word.length() < 4 || !word.endsWith("s")) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (endsWithAny(word, List.of("sses", "ches", "shes", "xes"))) {
            return word.substring(0, word.length() - 2);
        }
        return endsWithAny(word, List.of("ss", "us", "is"))
                ? word
                : word.substring(0, word.length() - 1);
    }

    private static boolean endsWithAny(String word, List<String> ends) {
        return ends.stream().anyMatch(word::endsWith);
    }
}
