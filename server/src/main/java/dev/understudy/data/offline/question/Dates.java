package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which column says when something was. A table's own day is the one whose name says no more than
 * that ("order_date" of orders, "created_at"), or the only date of rows without a name that belong
 * to others. Lines take it from what they are lines of. A date that says something else (birth,
 * due, hire) counts only when the question names it.
 */
final class Dates {
    private static final Set<String> PLAIN =
            Set.of(
                    "date",
                    "at",
                    "on",
                    "day",
                    "time",
                    "timestamp",
                    "datetime",
                    "created",
                    "when",
                    "placed",
                    "made",
                    "dt",
                    "ts",
                    "of",
                    "the");

    private final Joins joins;

    Dates(Joins joins) {
        this.joins = joins;
    }

    /** The day of the rows of {@code table}; {@code named} are columns that the question named. */
    ColumnRef of(Table table, List<ColumnRef> named) throws Unclear {
        if (!named.isEmpty()) {
            return named(table, named);
        }
        var own = own(table);
        if (own.isPresent()) {
            return own.get();
        }
        var parents = parents(table).flatMap(it -> own(it).stream()).distinct().toList();
        if (parents.size() == 1) {
            return parents.getFirst();
        }
        throw new Unclear(unclear(table));
    }

    private String unclear(Table table) {
        var dates = dates(table).map(ColumnRef::shown).collect(Collectors.joining(", "));
        var name = table.name().name();
        return dates.isEmpty()
                ? "%s has no date of its own".formatted(name)
                : "it is not said which date of %s is meant: %s".formatted(name, dates);
    }

    private ColumnRef named(Table table, List<ColumnRef> named) throws Unclear {
        var own = named.stream().filter(it -> it.table().name().equals(table.name())).toList();
        var reached =
                own.isEmpty()
                        ? named.stream().filter(it -> joins.reaches(table, it.table())).toList()
                        : own;
        if (reached.size() != 1) {
            throw new Unclear(
                    "it is not clear which date is meant: "
                            + named.stream()
                                    .map(ColumnRef::shown)
                                    .collect(Collectors.joining(", ")));
        }
        return reached.getFirst();
    }

    private static Stream<ColumnRef> dates(Table table) {
        return table.columns().stream()
                .filter(it -> it.type().dated())
                .map(it -> new ColumnRef(table, it));
    }

    Optional<ColumnRef> own(Table table) {
        var roots =
                Stem.ofName(table.name().name()).stream()
                        .map(Stem::root)
                        .collect(Collectors.toSet());
        var dates = dates(table).toList();
        var plain =
                dates.stream()
                        .filter(it ->
                                it.ownWords().stream()
                                        .allMatch(word ->
                                                PLAIN.contains(word)
                                                        || roots.contains(Stem.root(word))))
                        .toList();
        if (plain.size() == 1) {
            return Optional.of(plain.getFirst());
        }
        var rooted =
                plain.stream()
                        .filter(it ->
                                Stem.ofName(it.column().name()).stream()
                                        .anyMatch(word -> roots.contains(Stem.root(word))))
                        .toList();
        if (rooted.size() == 1) {
            return Optional.of(rooted.getFirst());
        }
        // Files have no keys at all.
        boolean unrelated = joins.tables().stream().allMatch(it -> it.foreignKeys().isEmpty());
        boolean event =
                dates.size() == 1
                        && plain.isEmpty()
                        && (!table.foreignKeys().isEmpty() || unrelated)
                        && Naming.labels(table).isEmpty()
                        && !Naming.birth(dates.getFirst())
                        && !Naming.beginning(dates.getFirst());
        return event ? Optional.of(dates.getFirst()) : Optional.empty();
    }

    /** What the rows are lines of: it is part of their key or of their name. */
    private Stream<Table> parents(Table table) {
        var words = Stem.ofName(table.name().name());
        return table.foreignKeys().stream()
                .filter(key -> {
                    var parent = Stem.ofName(key.target().name());
                    boolean inKey =
                            key.columns().stream()
                                    .allMatch(it ->
                                            table.primaryKey().stream()
                                                    .anyMatch(it::equalsIgnoreCase));
                    boolean inName =
                            words.size() > parent.size()
                                    && words.subList(0, parent.size()).equals(parent);
                    return inKey || inName;
                })
                .flatMap(key ->
                        joins.tables().stream().filter(it -> it.name().equals(key.target())));
    }
}
