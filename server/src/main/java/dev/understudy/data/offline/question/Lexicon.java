package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What words of a question can mean in one catalogue: its tables, columns and listed values, by the
 * words of their names. Immutable.
 */
final class Lexicon {
    /** Nouns that mean the same in any company; used where no table has the very name. */
    private static final List<Set<String>> SAME =
            List.of(
                    Set.of("customer", "client", "buyer", "shopper"),
                    Set.of("employee", "staff", "worker", "colleague"),
                    Set.of("product", "article", "goods"),
                    Set.of("doctor", "physician"),
                    Set.of("supplier", "vendor"));

    private static final Set<String> PREFIXES = Set.of("tbl", "dim", "fact", "fct", "t");
    private static final Set<String> UNITS_OF_MEASURE =
            Set.of(
                    "minute", "min", "hour", "second", "ms", "eur", "usd", "gbp", "chf", "kg", "km",
                    "cm", "mm", "gram", "meter", "pct", "percent");
    private static final Set<String> SMALL =
            Set.of("on", "at", "by", "in", "of", "to", "from", "since", "for", "with", "until");
    private static final Set<String> FLAGS = Set.of("is", "has", "was");

    /** A value that a column has. */
    record Value(ColumnRef column, String text) {}

    /** Things of one phrase, and how many words it has. */
    record Found<T>(int length, List<T> things) {}

    private record Named<T>(List<String> phrase, T thing, int cost) {}

    private final Catalogue catalogue;
    private final List<Named<Table>> tables = new ArrayList<>();
    private final List<Named<ColumnRef>> columns = new ArrayList<>();
    private final List<Named<Value>> values = new ArrayList<>();

    Lexicon(Catalogue catalogue) {
        this.catalogue = catalogue;
        for (var table : catalogue.tables()) {
            name(table);
            for (var column : table.columns()) {
                name(new ColumnRef(table, column));
            }
        }
        sameWords();
    }

    Catalogue catalogue() {
        return catalogue;
    }

    private void name(Table table) {
        var words = Stem.ofName(table.name().name());
        if (words.size() > 1 && PREFIXES.contains(words.getFirst())) {
            words = words.subList(1, words.size());
        }
        tables.add(new Named<>(words, table, 0));
        if (words.size() > 1) {
            tables.add(new Named<>(List.of(words.getLast()), table, 1));
        }
    }

    private void name(ColumnRef column) {
        var all = Stem.ofName(column.column().name());
        var own = column.ownWords();
        columns.add(new Named<>(all, column, 0));
        columns.add(new Named<>(own, column, 0));
        var table = new ArrayList<>(Stem.ofName(column.table().name().name()));
        table.addAll(own);
        columns.add(new Named<>(List.copyOf(table), column, 0));
        boolean flag = column.column().type() == ColumnType.BOOLEAN;
        if (flag && own.size() > 1 && FLAGS.contains(own.getFirst())) {
            columns.add(new Named<>(own.subList(1, own.size()), column, 0));
        } else if (own.size() > 1 && UNITS_OF_MEASURE.contains(own.getLast())) {
            columns.add(new Named<>(own.subList(0, own.size() - 1), column, 0));
        } else if (own.size() > 1 && !Naming.identifies(column) && !SMALL.contains(own.getLast())) {
            columns.add(new Named<>(List.of(own.getLast()), column, 1));
            var qualified = new ArrayList<>(Stem.ofName(column.table().name().name()));
            qualified.add(own.getLast());
            columns.add(new Named<>(List.copyOf(qualified), column, 1));
        }
        for (var value : column.column().values()) {
            var words = Word.allOf(value).stream().map(Word::stem).toList();
            if (!words.isEmpty()) {
                values.add(new Named<>(words, new Value(column, value), 0));
            }
        }
    }

    private void sameWords() {
        for (var named : List.copyOf(tables)) {
            for (var same : SAME) {
                if (named.cost() == 0
                        && named.phrase().size() == 1
                        && same.contains(named.phrase().getFirst())) {
                    same.forEach(word -> tables.add(new Named<>(List.of(word), named.thing(), 2)));
                }
            }
        }
    }

    Found<Table> tableAt(List<Word> words, int at) {
        return longest(tables, words, at);
    }

    Found<ColumnRef> columnAt(List<Word> words, int at) {
        return longest(columns, words, at);
    }

    Found<Value> valueAt(List<Word> words, int at) {
        return longest(values, words, at);
    }

    /** All stems that names and values are made of. */
    Set<String> vocabulary() {
        var all = new HashSet<String>();
        tables.forEach(it -> all.addAll(it.phrase()));
        columns.forEach(it -> all.addAll(it.phrase()));
        values.forEach(it -> all.addAll(it.phrase()));
        return all;
    }

    /** All things of the longest phrase that begins here; the best names only. */
    private static <T> Found<T> longest(List<Named<T>> names, List<Word> words, int at) {
        var length = 0;
        var cost = 0;
        var things = new ArrayList<T>();
        for (var named : names) {
            var size = named.phrase().size();
            if (size < length || !matches(named.phrase(), words, at)) {
                continue;
            }
            if (size > length || named.cost() < cost) {
                things.clear();
                length = size;
                cost = named.cost();
            }
            if (named.cost() == cost && !things.contains(named.thing())) {
                things.add(named.thing());
            }
        }
        return new Found<>(length, List.copyOf(things));
    }

    private static boolean matches(List<String> phrase, List<Word> words, int at) {
        if (at + phrase.size() > words.size()) {
            return false;
        }
        for (var i = 0; i < phrase.size(); i++) {
            var word = words.get(at + i);
            if (word.kind() == Word.Kind.QUOTED || !word.stem().equals(phrase.get(i))) {
                return false;
            }
        }
        return true;
    }
}
