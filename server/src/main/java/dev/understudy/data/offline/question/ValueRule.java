package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import dev.understudy.data.offline.question.Lexicon.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads values that columns list: "in Germany", "cancelled", "with status shipped or paid". */
final class ValueRule implements Rule {
    private static final Set<String> LINKS =
            Set.of(
                    "in", "from", "for", "of", "with", "to", "on", "at", "via", "through", "as",
                    "the", "a", "is", "are", "was", "were", "be", "been", "that", "who", "which",
                    "whose", "where", "have", "has", "and", "having", "only", "under", "an", "did",
                    "into", "marked");
    private static final Set<String> NOT =
            Set.of(
                    "not",
                    "not in",
                    "not from",
                    "except",
                    "except for",
                    "excluding",
                    "other than",
                    "outside",
                    "outside of",
                    "but not",
                    "apart from",
                    "but not in",
                    "not with",
                    "and not",
                    "excluding those from",
                    "excluding the",
                    "which are not",
                    "that are not",
                    "that were not",
                    "who are not",
                    "are not",
                    "were not",
                    "is not",
                    "was not",
                    "ignoring",
                    "leaving out",
                    "but not from");
    private static final Set<String> EQUAL =
            Set.of("is", "=", "equals", "equal to", "being", "are");

    /** Values that are also words of every day are read only where their column is named. */
    private static final Set<String> COMMON =
            Set.of(
                    "in", "on", "at", "all", "new", "other", "no", "yes", "none", "not", "a", "top",
                    "the", "and", "or", "may", "last", "first", "best", "total", "i", "us", "it");

    private static final int MOST_VALUES = 20;

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        var read = new ArrayList<Reading>();
        for (var at = reading.at; at <= reading.at + 4 && at < question.size(); at++) {
            var not = question.longest(at, NOT);
            if (not > 0) {
                restricted(reading, question, question.afterDeterminers(at + not), true, read);
            }
            restricted(reading, question, at, false, read);
            if (!LINKS.contains(question.text(at)) || !read.isEmpty()) {
                break;
            }
        }
        return read;
    }

    private static void restricted(
            Reading reading, Question question, int at, boolean negated, List<Reading> read) {
        var columns = question.columns(at);
        if (columns.length() > 0) {
            var valueAt = at + columns.length();
            valueAt += question.longest(valueAt, EQUAL);
            var not = question.longest(valueAt, Set.of("not"));
            values(reading, question, valueAt + not, negated || not > 0, columns.things(), read);
        }
        values(reading, question, at, negated, List.of(), read);
    }

    private static void values(
            Reading reading,
            Question question,
            int at,
            boolean negated,
            List<ColumnRef> columns,
            List<Reading> read) {
        var values = new ArrayList<List<Value>>();
        var both = false;
        var end = at;
        while (values.size() < MOST_VALUES) {
            var found = question.values(end);
            var fitting = fitting(found, columns, question, end);
            if (found.length() == 0 || fitting.isEmpty()) {
                break;
            }
            values.add(fitting);
            end += found.length();
            var joint =
                    question.longest(
                            end,
                            Set.of(
                                    "and",
                                    "or",
                                    ",",
                                    "and in",
                                    "or in",
                                    "nor",
                                    ", and",
                                    "and from",
                                    "or from"));
            if (joint == 0
                    || fitting(question.values(end + joint), columns, question, end + joint)
                            .isEmpty()) {
                break;
            }
            both |= question.said(end, end + joint).contains("and");
            end += joint;
        }
        if (values.isEmpty() || reading.filters.size() >= 8) {
            return;
        }
        read.add(filtered(reading, values, negated, both, end));
        trailing(reading, question, values, negated, both, end).ifPresent(read::add);
    }

    private static List<Value> fitting(
            Lexicon.Found<Value> found, List<ColumnRef> columns, Question question, int at) {
        boolean common =
                found.length() == 1
                        && (COMMON.contains(question.text(at))
                                || question.text(at).length() < 2
                                || question.is(at, Word.Kind.NUMBER));
        return columns.isEmpty()
                ? common ? List.of() : found.things()
                : found.things().stream().filter(it -> columns.contains(it.column())).toList();
    }

    private static Reading filtered(
            Reading reading, List<List<Value>> values, boolean negated, boolean both, int end) {
        var next = reading.until(end);
        next.filters.add(new Filter.Is(values, negated, both, reading.counting, reading.near));
        return next;
    }

    /** "The Furniture category", "cancelled ones", "excluding cancelled orders". */
    private static Optional<Reading> trailing(
            Reading reading,
            Question question,
            List<List<Value>> values,
            boolean negated,
            boolean both,
            int end) {
        var column = question.columns(end);
        var fitting =
                values.stream()
                        .map(it ->
                                it.stream()
                                        .filter(v -> column.things().contains(v.column()))
                                        .toList())
                        .toList();
        if (column.length() > 0 && fitting.stream().noneMatch(List::isEmpty)) {
            return Optional.of(filtered(reading, fitting, negated, both, end + column.length()));
        }
        var table = question.tables(end);
        boolean about =
                values.stream()
                        .allMatch(it ->
                                it.stream()
                                        .anyMatch(
                                                v -> table.things().contains(v.column().table())));
        if (table.length() > 0 && about) {
            var own =
                    values.stream()
                            .map(it ->
                                    it.stream()
                                            .filter(v ->
                                                    table.things().contains(v.column().table()))
                                            .toList())
                            .toList();
            boolean again = negated || !same(reading.headTable(), table.things().getFirst());
            if (again) {
                return Optional.of(filtered(reading, own, negated, both, end + table.length()));
            }
        }
        return Optional.empty();
    }

    private static boolean same(Optional<Table> one, Table other) {
        return one.isEmpty() || one.get().name().equals(other.name());
    }
}
