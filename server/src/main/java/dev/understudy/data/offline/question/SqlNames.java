package dev.understudy.data.offline.question;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes where rows come from: tables, their joins, and the names of columns. */
final class SqlNames {
    private final Catalogue catalogue;
    private final Dialect dialect;
    private final Joins joins;

    SqlNames(Catalogue catalogue, Joins joins) {
        this.catalogue = catalogue;
        this.dialect = catalogue.dialect();
        this.joins = joins;
    }

    List<String> from(Table base, Set<Table> needed) throws Unclear {
        var lines = new ArrayList<String>();
        lines.add("FROM " + declared(base));
        for (var step : steps(base, needed)) {
            lines.add(joined(step));
        }
        return lines;
    }

    private Set<Joins.Step> steps(Table base, Set<Table> needed) throws Unclear {
        var steps = new LinkedHashSet<Joins.Step>();
        for (var table : needed) {
            var ways = joins.ways(base, table);
            steps.addAll(
                    ways.only()
                            .orElseThrow(() ->
                                    new Unclear(
                                            "there is no single way from %s to %s"
                                                    .formatted(
                                                            base.name().name(),
                                                            table.name().name()))));
        }
        var targets = steps.stream().map(it -> it.to().name()).collect(Collectors.toSet());
        if (targets.size() < steps.size()) {
            throw new Unclear("a table would have to be joined in two ways");
        }
        return steps;
    }

    private String joined(Joins.Step step) {
        var pairs = new ArrayList<String>();
        for (var i = 0; i < step.key().columns().size(); i++) {
            pairs.add(
                    column(step.to(), step.key().targetColumns().get(i))
                            + " = "
                            + column(step.from(), step.key().columns().get(i)));
        }
        return (step.optional() ? "LEFT JOIN " : "JOIN ")
                + declared(step.to())
                + " ON "
                + String.join(" AND ", pairs);
    }

    String column(ColumnRef column) {
        return column(column.table(), column.column().name());
    }

    String column(Table table, String column) {
        var spelled = table.column(column).map(it -> it.name()).orElse(column);
        return Identifiers.written(table.name().name(), dialect)
                + "."
                + Identifiers.written(spelled, dialect);
    }

    private String declared(Table table) {
        var name = Identifiers.written(table.name().name(), dialect);
        var schema = table.name().schema();
        return schema.isEmpty() || schema.equalsIgnoreCase(catalogue.defaultSchema())
                ? name
                : Identifiers.written(schema, dialect) + "." + name + " AS " + name;
    }
}
