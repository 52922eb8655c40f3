package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has been read of a question up to a word. Rules work on copies, so that readings that have a
 * beginning in common do not disturb each other. Not thread-safe.
 */
final class Reading {
    final int at;
    int cost;
    Optional<Aggregate> aggregate = Optional.empty();
    Optional<Noun> head = Optional.empty();

    /** Where the noun that was read last ends. */
    int nounEnd = -1;

    Optional<Rank> rank = Optional.empty();

    /** What "by ..." names, where that can be summed up. */
    Optional<Noun> basis = Optional.empty();

    /** Whether the rows are to be sorted by {@link #basis}, and how. */
    Optional<Boolean> descending = Optional.empty();

    boolean distinct;

    /** How many rows are asked for, where that was said before what they are. */
    Optional<Integer> number = Optional.empty();

    /** Where the verb stands in the question of a share: what follows is counted. */
    boolean counting;

    /** The words before name the columns that hold the day: "shipped in March". */
    List<ColumnRef> dates = List.of();

    Optional<Table> near = Optional.empty();
    final List<Table> attached = new ArrayList<>();
    final List<Noun.Values> columns = new ArrayList<>();
    final List<Noun> groups = new ArrayList<>();
    final List<Filter> filters = new ArrayList<>();
    final List<Integer> skipped = new ArrayList<>();

    Reading() {
        at = 0;
    }

    private Reading(Reading other, int at) {
        this.at = at;
        cost = other.cost;
        aggregate = other.aggregate;
        head = other.head;
        nounEnd = other.nounEnd;
        rank = other.rank;
        basis = other.basis;
        descending = other.descending;
        distinct = other.distinct;
        number = other.number;
        counting = other.counting;
        dates = other.dates;
        near = other.near;
        attached.addAll(other.attached);
        columns.addAll(other.columns);
        groups.addAll(other.groups);
        filters.addAll(other.filters);
        skipped.addAll(other.skipped);
    }

    /** A copy that has read up to {@code end}. */
    Reading until(int end) {
        return new Reading(this, end);
    }

    Reading skipping() {
        var next = until(at + 1);
        next.skipped.add(at);
        return next;
    }

    Optional<Table> headTable() {
        return head.flatMap(it ->
                it instanceof Noun.Rows(var table, _) ? Optional.of(table) : Optional.empty());
    }
}
