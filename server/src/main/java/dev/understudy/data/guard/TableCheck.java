package dev.understudy.data.guard;

import static dev.understudy.data.guard.GuardRule.UNKNOWN_CONSTRUCT;
import static dev.understudy.data.guard.GuardRule.UNKNOWN_TABLE;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import org.jspecify.annotations.Nullable;

/** Which tables and columns a statement may name. */
final class TableCheck {
    /** More names would only fill the message. */
    private static final int LISTED = 20;

    /** PostgreSQL's columns that every table has. */
    private static final Set<String> HIDDEN =
            Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "*");

    private static final Set<String> QUALIFIER = Set.of("partItems", "partDelimiters");

    private final Catalogue catalogue;
    private final AllowedNames names;

    TableCheck(Catalogue catalogue, AllowedNames names) {
        this.catalogue = catalogue;
        this.names = names;
    }

    /** A table in FROM: one of the catalogue, or a common table expression. */
    void table(Table table, Scope scope) throws Objection {
        var parts = parts(table);
        if (!isExpression(parts, scope) && found(parts).isEmpty()) throw unknown(parts);
        if (hasColumnNames(table) && !renamesColumns())
            throw new Objection(
                    UNKNOWN_CONSTRUCT,
                    "A list after the alias of a table is no list of columns in %s; leave it out."
                            .formatted(catalogue.dialect().title()));
    }

    /** What a table's columns are called, in lower case; {@link Scope#ANY} where nobody knows. */
    Set<String> columnsOf(Table table, Scope scope) throws Objection {
        var parts = parts(table);
        var found =
                isExpression(parts, scope)
                        ? Optional.<dev.understudy.data.catalogue.Table>empty()
                        : found(parts);
        if (found.isEmpty()) return Scope.ANY;
        var renamed = aliasColumns(table.getAlias()).stream();
        var own = found.get().columns().stream().map(it -> Names.lower(it.name()));
        return Stream.of(renamed, own, HIDDEN.stream())
                .flatMap(it -> it)
                .collect(Collectors.toSet());
    }

    /** The names that an alias gives to columns, in lower case. */
    static List<String> aliasColumns(@Nullable Alias alias) {
        if (alias == null || alias.getAliasColumns() == null) return List.of();
        return alias.getAliasColumns().stream()
                .map(it -> Names.lower(Names.unquoted(it.name)))
                .toList();
    }

    /**
     * A column, with or without its table. In PostgreSQL a name behind a table that is no column of
     * it is called as a function of the row ({@code g.pg_sleep}), so there it must be a column.
     */
    void column(Column column, Scope scope) throws Objection {
        var name = column.getColumnName();
        if (column.getTable() == null || parts(column.getTable()).isEmpty()) {
            if (names.systemWords().contains(Names.lower(name)))
                throw new Objection(
                        GuardRule.UNKNOWN_FUNCTION,
                        "%s tells of the login and is not allowed; a column of that name needs its table or quotes."
                                .formatted(Names.upper(name)));
            return;
        }
        qualifier(column.getTable());
        if (catalogue.dialect() == Dialect.POSTGRESQL)
            isColumn(name, parts(column.getTable()).getLast(), scope);
    }

    private void isColumn(String name, String owner, Scope scope) throws Objection {
        var known = scope.columnsOf(owner, catalogue.dialect());
        if (known.isEmpty())
            throw new Objection(
                    UNKNOWN_CONSTRUCT,
                    "Nothing in this FROM is called '%s'.".formatted(Names.excerpt(owner, 0)));
        var column = Names.lower(Names.unquoted(name));
        if (known.get().equals(Scope.ANY) || known.get().contains(column)) return;
        throw new Objection(
                UNKNOWN_CONSTRUCT,
                "%s has no column '%s'.".formatted(owner, Names.excerpt(column, 0)),
                Names.nearest(column, known.get()));
    }

    /** What stands before a column or an asterisk: a name, perhaps with its schema, and no more. */
    void qualifier(Table table) throws Objection {
        var plain =
                KnownNodes.partsOf(table).stream().allMatch(it -> QUALIFIER.contains(it.name()));
        if (!plain || parts(table).size() > 2)
            throw new Objection(
                    UNKNOWN_CONSTRUCT,
                    "Write columns as column, alias.column or schema.table.column.");
    }

    private boolean isExpression(List<String> parts, Scope scope) {
        return parts.size() == 1 && scope.seesExpression(parts.getFirst(), catalogue.dialect());
    }

    /** Elsewhere the list would be a hint, {@code o (TABLOCKX)}, or a part of the table. */
    private boolean renamesColumns() {
        return switch (catalogue.dialect()) {
            case DUCKDB, POSTGRESQL -> true;
            case MARIADB, SQLSERVER -> false;
        };
    }

    private static boolean hasColumnNames(Table table) {
        return !aliasColumns(table.getAlias()).isEmpty();
    }

    private Optional<dev.understudy.data.catalogue.Table> found(List<String> parts) {
        var bare = parts.stream().map(Names::unquoted).toList();
        return catalogue.tables().stream().filter(it -> means(bare, it.name())).findFirst();
    }

    private boolean means(List<String> parts, TableName name) {
        if (!name.name().equalsIgnoreCase(parts.getLast())) return false;
        return switch (parts.size()) {
            case 1 -> name.schema().equalsIgnoreCase(catalogue.defaultSchema());
            case 2 -> !name.schema().isEmpty() && name.schema().equalsIgnoreCase(parts.getFirst());
            default -> false;
        };
    }

    private Objection unknown(List<String> parts) {
        var known = catalogue.tables().stream().map(it -> shown(it.name())).toList();
        var written = String.join(".", parts.stream().map(Names::unquoted).toList());
        var listed = known.stream().limit(LISTED).collect(Collectors.joining(", "));
        return new Objection(
                UNKNOWN_TABLE,
                "There is no table '%s' to ask. The tables are: %s%s."
                        .formatted(
                                Names.excerpt(written, 0),
                                listed,
                                known.size() > LISTED ? ", …" : ""),
                Names.nearest(written, known));
    }

    private String shown(TableName name) {
        return name.schema().equalsIgnoreCase(catalogue.defaultSchema())
                ? name.name()
                : name.toString();
    }

    /** The name's parts from the outermost; any other separator than a dot is refused. */
    private static List<String> parts(Table table) throws Objection {
        var delimiters = table.getNamePartDelimiters();
        var parts = table.getNameParts();
        var plain =
                (delimiters == null || delimiters.stream().allMatch("."::equals))
                        && parts.stream().noneMatch(it -> it == null || it.isEmpty());
        if (!plain)
            throw new Objection(
                    UNKNOWN_TABLE, "Tables of other databases and servers are not allowed.");
        return parts.reversed();
    }
}
