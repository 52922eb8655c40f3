package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import dev.understudy.data.offline.question.Noun.Combined;
import dev.understudy.data.offline.question.Noun.Money;
import dev.understudy.data.offline.question.Noun.NumberOf;
import dev.understudy.data.offline.question.Noun.Rows;
import dev.understudy.data.offline.question.Noun.Time;
import dev.understudy.data.offline.question.Noun.Units;
import dev.understudy.data.offline.question.Noun.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the noun that begins at a word: a table, a column, money, units, a stretch of time. */
final class Nouns {
    /** A noun and the word after it. */
    record Read(Noun noun, int end) {}

    private static final Set<String> MONEY =
            Set.of(
                    "revenue",
                    "revenues",
                    "sales",
                    "turnover",
                    "income",
                    "money",
                    "spend",
                    "spent",
                    "spending",
                    "earnings",
                    "takings",
                    "sales revenue",
                    "revenue amount",
                    "sales amount",
                    "amount spent",
                    "money spent",
                    "total spend",
                    "total spending",
                    "spendings",
                    "sales figures",
                    "sales value");
    private static final Set<String> UNITS =
            Set.of(
                    "units",
                    "quantity",
                    "quantities",
                    "pieces",
                    "units sold",
                    "quantity sold",
                    "pieces sold",
                    "items sold",
                    "quantities sold",
                    "sold units",
                    "units ordered",
                    "quantity ordered",
                    "sold quantity",
                    "unit sales",
                    "number of units sold",
                    "number of units",
                    "copies sold",
                    "number of pieces");
    private static final Set<String> WORTH = Set.of("value", "values", "amount", "amounts");
    private static final Map<String, Aggregate> AGGREGATES =
            Map.of(
                    "average", Aggregate.AVERAGE,
                    "mean", Aggregate.AVERAGE,
                    "avg", Aggregate.AVERAGE,
                    "total", Aggregate.SUM,
                    "maximum", Aggregate.MAXIMUM,
                    "minimum", Aggregate.MINIMUM);

    private Nouns() {}

    /** All nouns that can begin at {@code from}, after words like "the". */
    static List<Read> at(Question question, int from) {
        var at = question.afterDeterminers(from);
        var nouns = new ArrayList<Read>();
        counted(question, at).ifPresent(nouns::add);
        var aggregate = AGGREGATES.get(question.text(at));
        if (aggregate != null) {
            for (var inner :
                    plain(question, question.text(at + 1).equals("of") ? at + 2 : at + 1)) {
                if (inner.noun().metric()) {
                    nouns.add(new Read(new Combined(aggregate, inner.noun()), inner.end()));
                }
            }
        }
        nouns.addAll(plain(question, at));
        return nouns;
    }

    private static Optional<Read> counted(Question question, int at) {
        var length = question.longest(at, Set.of("number of", "count of", "total number of"));
        if (length == 0) {
            return Optional.empty();
        }
        var table = question.tables(at + length);
        return table.things().size() == 1
                ? Optional.of(
                        new Read(
                                new NumberOf(table.things().getFirst()),
                                at + length + table.length()))
                : Optional.empty();
    }

    /** Nouns without an aggregate before them. */
    static List<Read> plain(Question question, int from) {
        return question.nouns(from);
    }

    /** What {@link Question#nouns} keeps. */
    static List<Read> read(Question question, int from) {
        var at = question.afterDeterminers(from);
        var nouns = new ArrayList<Read>();
        var tables = question.tables(at);
        var columns = question.columns(at);
        tables(question, at, tables, nouns);
        if (columns.length() > 0 && columns.length() >= tables.length()) {
            columns(question, at, columns, nouns);
        }
        var money = question.longest(at, MONEY);
        if (money > 0 && money >= columns.length() && !exact(columns, question.text(at))) {
            nouns.add(
                    new Read(
                            new Money(question.said(at, at + money), Optional.empty()),
                            at + money));
        }
        var units = question.longest(at, UNITS);
        if (units > 0 && units >= columns.length()) {
            nouns.removeIf(it -> it.noun() instanceof Values);
            nouns.add(new Read(new Units(), at + units));
        }
        var unit = TimeUnit.of(question.stem(at));
        if (unit.isPresent() && columns.length() == 0) {
            nouns.add(new Read(new Time(unit.get()), at + 1));
        }
        return nouns;
    }

    private static boolean exact(Lexicon.Found<ColumnRef> columns, String word) {
        return columns.length() > 0
                && columns.things().stream()
                        .anyMatch(it -> it.ownWords().equals(List.of(Stem.singular(word))));
    }

    private static void tables(
            Question question, int at, Lexicon.Found<Table> tables, List<Read> nouns) {
        for (var table : tables.things()) {
            var end = at + tables.length();
            if (WORTH.contains(question.text(end))) {
                nouns.add(
                        new Read(
                                new Money(question.said(at, end + 1), Optional.of(table)),
                                end + 1));
            }
            var compound = compound(question, table, end);
            nouns.add(
                    compound.orElseGet(
                            () -> new Read(new Rows(table, plural(question, end - 1)), end)));
        }
    }

    /** "Customer orders" are orders, "product category" is a category. */
    private static Optional<Read> compound(Question question, Table table, int end) {
        var second = question.tables(end);
        if (plural(question, end - 1) || second.things().size() != 1) {
            return Optional.empty();
        }
        var other = second.things().getFirst();
        var after = end + second.length();
        return refers(table, other) || refers(other, table)
                ? Optional.of(new Read(new Rows(other, plural(question, after - 1)), after))
                : Optional.empty();
    }

    private static boolean refers(Table from, Table to) {
        return from.foreignKeys().stream().anyMatch(it -> it.target().equals(to.name()));
    }

    private static void columns(
            Question question, int at, Lexicon.Found<ColumnRef> found, List<Read> nouns) {
        var end = at + found.length();
        nouns.add(
                new Read(
                        new Values(
                                found.things(), question.said(at, end), plural(question, end - 1)),
                        end));
    }

    private static boolean plural(Question question, int at) {
        return !question.text(at).equals(question.stem(at)) || question.text(at).equals("staff");
    }
}
