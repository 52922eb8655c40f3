package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What columns are for, by the words of their names; no word belongs to a certain schema. */
final class Naming {
    private static final Set<String> MONEY =
            Set.of("amount", "total", "revenue", "sales", "turnover", "income", "subtotal");

    /** Words that may stand beside a word for money without changing what it means. */
    private static final Set<String> BESIDE_MONEY =
            Set.of("line", "grand", "sum", "eur", "usd", "gbp", "chf", "price", "value");

    private static final Set<String> UNITS = Set.of("quantity", "qty", "unit", "piece", "copy");
    private static final Set<String> PRICE =
            Set.of("price", "cost", "fee", "rate", "charge", "fare", "tariff");
    private static final Set<String> PAY = Set.of("salary", "wage", "pay");
    private static final List<String> LABEL =
            List.of("name", "title", "full_name", "fullname", "label", "subject");
    private static final Set<String> IDENTIFIER =
            Set.of("id", "key", "number", "no", "code", "uuid", "nr", "isbn", "year");

    /** Tables of money that goes out are no revenue. */
    private static final Set<String> OUTGOING =
            Set.of(
                    "purchase",
                    "expense",
                    "cost",
                    "payroll",
                    "budget",
                    "refund",
                    "salary",
                    "payslip",
                    "bill",
                    "claim",
                    "return",
                    "procurement",
                    "supplier",
                    "credit",
                    "fine",
                    "penalty",
                    "tax",
                    "discount",
                    "shipping");

    private Naming() {}

    /** The column that names a row to people. */
    static Optional<ColumnRef> label(Table table) {
        var texts =
                table.columns().stream()
                        .filter(it -> it.type() == ColumnType.TEXT)
                        .map(it -> new ColumnRef(table, it))
                        .toList();
        for (var label : LABEL) {
            for (var column : texts) {
                if (String.join("_", column.ownWords()).equals(label)) {
                    return Optional.of(column);
                }
            }
        }
        var itself = Stem.ofName(table.name().name());
        return texts.stream()
                .filter(it -> Stem.ofName(it.column().name()).equals(itself))
                .findFirst();
    }

    /** Several columns that together name a row: first and last name. */
    static List<ColumnRef> labels(Table table) {
        var label = label(table);
        if (label.isPresent()) {
            return List.of(label.get());
        }
        var names = new ArrayList<ColumnRef>();
        for (var part : List.of("first", "last")) {
            table.columns().stream()
                    .map(it -> new ColumnRef(table, it))
                    .filter(it -> it.ownWords().equals(List.of(part, "name")))
                    .findFirst()
                    .ifPresent(names::add);
        }
        return names.size() == 2 ? List.copyOf(names) : List.of();
    }

    static List<ColumnRef> key(Table table) {
        return table.primaryKey().stream()
                .flatMap(it -> table.column(it).stream())
                .map(it -> new ColumnRef(table, it))
                .toList();
    }

    static boolean identifies(ColumnRef column) {
        var name = column.column().name();
        boolean inKey =
                column.table().primaryKey().stream().anyMatch(name::equalsIgnoreCase)
                        || column.table().foreignKeys().stream()
                                .flatMap(it -> it.columns().stream())
                                .anyMatch(name::equalsIgnoreCase);
        return inKey || IDENTIFIER.contains(column.ownWords().getLast());
    }

    /** Money that may be summed up: a total, not the price of one. */
    static boolean money(ColumnRef column) {
        var words = new HashSet<>(column.ownWords());
        var tableWords = Stem.ofName(column.table().name().name());
        words.removeAll(tableWords);
        if (!column.column().type().numeric() || words.stream().noneMatch(MONEY::contains)) {
            return false;
        }
        return words.stream().allMatch(it -> MONEY.contains(it) || BESIDE_MONEY.contains(it));
    }

    /** How many pieces a row stands for. */
    static boolean units(ColumnRef column) {
        var words = new HashSet<>(column.ownWords());
        words.removeAll(Set.of("sold", "ordered", "of"));
        return column.column().type().numeric() && !words.isEmpty() && UNITS.containsAll(words);
    }

    static boolean price(ColumnRef column) {
        return column.column().type().numeric()
                && !identifies(column)
                && column.ownWords().stream().anyMatch(PRICE::contains);
    }

    static boolean pay(ColumnRef column) {
        return column.column().type().numeric()
                && column.ownWords().stream().anyMatch(PAY::contains);
    }

    static boolean birth(ColumnRef column) {
        return column.column().type().dated()
                && column.ownWords().stream()
                        .anyMatch(it ->
                                Set.of("birth", "birthday", "birthdate", "dob", "born")
                                        .contains(it));
    }

    /** Since when something is one: "customer since", "joined". */
    static boolean beginning(ColumnRef column) {
        var roots = column.ownWords().stream().map(Stem::root).toList();
        return column.column().type().dated()
                && roots.stream()
                        .anyMatch(it ->
                                Set.of(
                                                "sinc",
                                                "join",
                                                "hir",
                                                "register",
                                                "signup",
                                                "creat",
                                                "start",
                                                "admit",
                                                "enrol",
                                                "enroll")
                                        .contains(it));
    }

    /** Whether money in the table is none that comes in. */
    static boolean outgoing(Table table) {
        return Stem.ofName(table.name().name()).stream().anyMatch(OUTGOING::contains);
    }
}
