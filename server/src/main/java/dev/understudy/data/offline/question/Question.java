package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is read: the words, what they can mean in the catalogue, and the day they are said on. What
 * was looked up for a word is kept. Not thread-safe.
 */
final class Question {
    private static final List<String> NUMBERS =
            List.of(
                    ("one two three four five six seven eight nine ten eleven twelve thirteen"
                                    + " fourteen fifteen sixteen seventeen eighteen nineteen twenty")
                            .split(" "));

    private final List<Word> words;
    private final Lexicon lexicon;
    private final Joins joins;
    private final LocalDate today;
    private final Map<Integer, Lexicon.Found<Table>> tables = new HashMap<>();
    private final Map<Integer, Lexicon.Found<ColumnRef>> columns = new HashMap<>();
    private final Map<Integer, Lexicon.Found<Lexicon.Value>> values = new HashMap<>();
    private final Map<Integer, List<Nouns.Read>> nouns = new HashMap<>();

    Question(List<Word> words, Lexicon lexicon, Joins joins, LocalDate today) {
        this.words = List.copyOf(words);
        this.lexicon = lexicon;
        this.joins = joins;
        this.today = today;
    }

    List<Word> words() {
        return words;
    }

    Lexicon lexicon() {
        return lexicon;
    }

    Joins joins() {
        return joins;
    }

    LocalDate today() {
        return today;
    }

    Lexicon.Found<Table> tables(int at) {
        return tables.computeIfAbsent(at, it -> lexicon.tableAt(words, it));
    }

    Lexicon.Found<ColumnRef> columns(int at) {
        return columns.computeIfAbsent(at, it -> lexicon.columnAt(words, it));
    }

    Lexicon.Found<Lexicon.Value> values(int at) {
        return values.computeIfAbsent(at, it -> lexicon.valueAt(words, it));
    }

    /** The nouns that begin there, once they were read. */
    List<Nouns.Read> nouns(int at) {
        var known = nouns.get(at);
        var read = known == null ? Nouns.read(this, at) : known;
        nouns.putIfAbsent(at, read);
        return read;
    }

    int size() {
        return words.size();
    }

    boolean has(int at) {
        return at >= 0 && at < words.size();
    }

    /** The word there, in small letters; empty before the first and after the last. */
    String text(int at) {
        return has(at) && words.get(at).kind() != Word.Kind.QUOTED ? words.get(at).text() : "";
    }

    String stem(int at) {
        return has(at) && words.get(at).kind() == Word.Kind.WORD ? words.get(at).stem() : "";
    }

    boolean is(int at, Word.Kind kind) {
        return has(at) && words.get(at).kind() == kind;
    }

    /** Whether the words of {@code phrase}, separated by blanks, begin there. */
    boolean says(int at, String phrase) {
        var first = text(at);
        if (first.isEmpty() || !phrase.startsWith(first)) {
            return false;
        }
        var offset = at;
        for (var wanted : phrase.split(" ", -1)) {
            if (!text(offset++).equals(wanted)) {
                return false;
            }
        }
        return true;
    }

    /** How many words the longest of the phrases that begin there has; 0 for none. */
    int longest(int at, Collection<String> phrases) {
        var longest = 0;
        for (var phrase : phrases) {
            if (says(at, phrase)) {
                longest = Math.max(longest, phrase.split(" ", -1).length);
            }
        }
        return longest;
    }

    int afterDeterminers(int at) {
        var next = at;
        while (DETERMINERS.contains(text(next))) {
            next++;
        }
        return next;
    }

    private static final List<String> DETERMINERS =
            List.of("the", "our", "their", "its", "a", "an", "all", "my", "his", "her", "your");

    /** A whole number, in digits or words up to twenty. */
    Optional<Integer> count(int at) {
        if (is(at, Word.Kind.NUMBER)) {
            var number = words.get(at).number().stripTrailingZeros();
            boolean usable = number.scale() <= 0 && number.precision() - number.scale() <= 6;
            return usable ? Optional.of(number.intValueExact()) : Optional.empty();
        }
        var spoken = NUMBERS.indexOf(text(at));
        return spoken < 0 ? Optional.empty() : Optional.of(spoken + 1);
    }

    String said(int from, int to) {
        var said = new StringBuilder();
        for (var i = from; i < to; i++) {
            said.append(i > from ? " " : "").append(words.get(i).shown());
        }
        return said.toString();
    }
}
