package dev.understudy.agent.analysis;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.guard.GuardVerdict;
import dev.understudy.data.source.StatementFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says to a model what is wrong with its plan, and what would help. Pure. */
final class Repairs {
    private static final int MOST_NAMES = 30;

    private static final String AGAIN = "\nReply with the whole JSON object again, corrected.";

    private Repairs() {}

    static Repair unreadable(Plan.Unreadable plan) {
        return new Repair(
                "The model's reply could not be read",
                plan.problem() + " Reply with one JSON object as described, and nothing else.");
    }

    static Repair refused(GuardVerdict.Refused refused) {
        var nearest =
                refused.nearest().isEmpty()
                        ? ""
                        : "\nPerhaps meant: " + fencedNames(refused.nearest());
        return new Repair(
                "Not allowed: " + refused.message(),
                "The statement was not run, since it is not allowed (%s).\n%s%s%s"
                        .formatted(
                                refused.rule(),
                                Fence.data("message", refused.message()),
                                nearest,
                                AGAIN));
    }

    /** Empty where no other statement would help. */
    static Optional<Repair> failed(StatementFailure failure, String sql, Catalogue catalogue) {
        return switch (failure) {
            case StatementFailure.UnknownColumn(var name, var message) ->
                    Optional.of(because(message, columns(name, UsedTables.of(sql, catalogue))));
            case StatementFailure.UnknownTable(var name, var message) ->
                    Optional.of(because(message, tables(name, catalogue)));
            case StatementFailure.UnknownFunction(_, var message) ->
                    Optional.of(
                            because(
                                    message,
                                    "Use only functions that %s has, with arguments of their types."
                                            .formatted(catalogue.dialect().title())));
            case StatementFailure.WrongType(var message) ->
                    Optional.of(
                            because(
                                    message,
                                    "Compare and compute only values of the same type; see the"
                                            + " columns' types in the catalogue, and CAST where"
                                            + " needed."));
            case StatementFailure.Syntax(var message) ->
                    Optional.of(
                            because(
                                    message,
                                    "Write %s. %s"
                                            .formatted(
                                                    catalogue.dialect().title(),
                                                    DialectRules.of(catalogue.dialect()))));
            case StatementFailure.TooSlow(var limit) ->
                    Optional.of(
                            new Repair(
                                    "Stopped after %d s".formatted(Math.max(1, limit.toSeconds())),
                                    "The statement was stopped, since it ran longer than %d s. Write"
                                                    .formatted(Math.max(1, limit.toSeconds()))
                                            + " a cheaper one: fewer joins, a narrower filter, no"
                                            + " subquery for each row."
                                            + AGAIN));
            case StatementFailure.Denied(var message) ->
                    Optional.of(because(message, "Use other tables or columns."));
            case StatementFailure.Other(var message) ->
                    Optional.of(because(message, "Write it so that this cannot happen."));
            case StatementFailure.SourceDown _, StatementFailure.Cancelled _ -> Optional.empty();
        };
    }

    private static Repair because(String message, String help) {
        return new Repair(
                message,
                "The database said:\n%s\n%s%s"
                        .formatted(Fence.data("message", message), help, AGAIN));
    }

    private static String columns(String wanted, List<Table> tables) {
        var unqualified = wanted.substring(wanted.lastIndexOf('.') + 1);
        var names = tables.stream().flatMap(it -> it.columns().stream()).map(Column::name).toList();
        var nearest = NearestNames.to(unqualified, names);
        return nearest.isEmpty()
                ? "The columns are: "
                        + fencedNames(
                                tables.stream()
                                        .flatMap(it ->
                                                it.columns().stream()
                                                        .map(of ->
                                                                it.name().name() + "." + of.name()))
                                        .toList())
                : "Perhaps meant: "
                        + fencedNames(
                                tables.stream()
                                        .flatMap(it ->
                                                nearest.stream()
                                                        .flatMap(of -> it.column(of).stream())
                                                        .map(of ->
                                                                it.name().name() + "." + of.name()))
                                        .toList());
    }

    private static String tables(String wanted, Catalogue catalogue) {
        var names = catalogue.tables().stream().map(it -> it.name().name()).toList();
        var nearest = NearestNames.to(wanted.substring(wanted.lastIndexOf('.') + 1), names);
        return nearest.isEmpty()
                ? "The tables are: " + fencedNames(names)
                : "Perhaps meant: " + fencedNames(nearest);
    }

    static Repair noSuchValues(List<FilterValues.Unknown> unknown) {
        var values =
                unknown.stream()
                        .map(it ->
                                "%s never is '%s'; it can be: %s"
                                        .formatted(
                                                it.column(),
                                                it.value(),
                                                it.nearest().stream()
                                                        .map(of -> "'" + of + "'")
                                                        .collect(Collectors.joining(", "))))
                        .collect(Collectors.joining("\n"));
        var first = unknown.getFirst();
        return new Repair(
                "No rows: %s never is '%s'".formatted(first.column(), first.value()),
                "The statement found nothing.\n%s\n".formatted(Fence.data("values", values))
                        + "Where one of these was meant, use it. Where none was, repeat the"
                        + " statement as it is."
                        + AGAIN);
    }

    private static String fencedNames(List<String> names) {
        return Fence.data(
                "names", names.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")));
    }
}
