package dev.understudy.data.guard;

import static dev.understudy.data.guard.GuardRule.ONLY_READS;
import static dev.understudy.data.guard.GuardRule.TOO_LARGE;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a parsed statement and objects to the first thing that is not allowed. It looks at
 * every field of every node, so nothing is passed by; the few kinds of node whose names matter are
 * looked at more closely. A query that calls itself without end is left to the time limit: many
 * that do so end, and nobody can tell. One use, one thread.
 */
final class StatementCheck {
    /** As deep as sums of thousands of terms; deeper ones are no questions. */
    private static final int DEEPEST = 5_000;

    private final Dialect dialect;
    private final TableCheck tables;
    private final FunctionCheck functions;
    private final NodeNames names;
    private final Aliases aliases;

    /** What a common table expression may call itself, by its query: from the second branch on. */
    private final IdentityHashMap<Select, String> ownNames = new IdentityHashMap<>();

    private int depth;

    StatementCheck(Catalogue catalogue) {
        var allowed = AllowedNames.of(catalogue.dialect());
        this.dialect = catalogue.dialect();
        this.tables = new TableCheck(catalogue, allowed);
        this.functions = new FunctionCheck(allowed, dialect);
        this.names = new NodeNames(functions);
        this.aliases = new Aliases(tables, dialect);
    }

    void check(Statement statement) throws Objection {
        if (!(statement instanceof Select select))
            throw new Objection(ONLY_READS, Refusals.statement(statement));
        branch(select, Scope.NONE);
    }

    private void node(Object node, Scope scope) throws Objection {
        if (!KnownNodes.knows(node)) throw Refusals.construct(node);
        if (++depth > DEEPEST)
            throw new Objection(TOO_LARGE, "The statement is nested too deeply.");
        switch (node) {
            case Select select -> query(select, scope);
            case WithItem<?> item -> throw Refusals.construct(item);
            case TableFunction call -> tableFunction(call, scope);
            case Table table -> {
                tables.table(table, scope);
                parts(table, scope, Set.of());
            }
            case Column column -> column(column, scope);
            case AllTableColumns all -> {
                tables.qualifier(all.getTable());
                parts(all, scope, Set.of("table"));
            }
            default -> {
                names.check(node);
                parts(node, scope, Set.of());
            }
        }
        depth--;
    }

    /** All that a node holds, but {@code done}, which has been looked at already. */
    private void parts(Object node, Scope scope, Set<String> done) throws Objection {
        for (var part : KnownNodes.partsOf(node)) {
            if (!part.allowed()) throw Refusals.part(node, part);
            if (!done.contains(part.name())) value(part.value(), node, scope);
        }
        if (node instanceof Collection<?> list)
            for (var element : list) value(element, node, scope);
    }

    private void value(@Nullable Object value, Object owner, Scope scope) throws Objection {
        switch (value) {
            case null -> {}
            case Boolean _, Number _, Character _, Enum<?> _ -> {}
            case String text -> NodeNames.plain(text, owner);
            case Object node when KnownNodes.isNode(node) -> node(node, scope);
            case Collection<?> list -> {
                for (var element : list) value(element, owner, scope);
            }
            case Map.Entry<?, ?> entry -> {
                value(entry.getKey(), owner, scope);
                value(entry.getValue(), owner, scope);
            }
            default -> throw Refusals.construct(value);
        }
    }

    private void column(Column column, Scope scope) throws Objection {
        tables.column(column, scope);
        if (column.getTable() != null && !".".equals(column.getTableDelimiter()))
            throw Refusals.construct(column);
        parts(column, scope, Set.of("table", "columnName"));
    }

    private void tableFunction(TableFunction call, Scope scope) throws Objection {
        if (call.getFunction() == null) throw Refusals.construct(call);
        NodeNames.oneOf(call, call.getPrefix(), "LATERAL");
        functions.table(call.getFunction());
        parts(call, scope, Set.of("function", "prefix"));
        parts(call.getFunction(), scope, Set.of());
    }

    private void query(Select select, Scope outer) throws Objection {
        var scope = outer;
        var items = select.getWithItemsList();
        if (items != null) {
            var recursive =
                    dialect == Dialect.SQLSERVER || items.stream().anyMatch(WithItem::isRecursive);
            for (var item : items) scope = expression(item, recursive, scope);
        }
        switch (select) {
            case SetOperationList list -> {
                branches(list, scope);
                parts(list, scope, Set.of("withItemsList", "selects"));
            }
            case PlainSelect plain -> {
                var inside = scope.withTables(aliases.of(plain, scope));
                parts(plain, inside, Set.of("withItemsList"));
            }
            default -> parts(select, scope, Set.of("withItemsList"));
        }
    }

    /** Checks one common table expression, and gives the scope of what comes after it. */
    private Scope expression(WithItem<?> item, boolean recursive, Scope scope) throws Objection {
        var name = item.getAlias().getName();
        if (!(item.getParenthesedStatement() instanceof ParenthesedSelect body))
            throw new Objection(
                    ONLY_READS,
                    "In WITH, '%s' does not only read.".formatted(Names.excerpt(name, 0)));
        if (recursive && body.getSelect() instanceof SetOperationList list)
            ownNames.put(list, name);
        parts(item, scope, Set.of());
        return scope.withExpression(name);
    }

    /** A query that calls itself does so from its second branch on; the first means real tables. */
    private void branches(SetOperationList list, Scope scope) throws Objection {
        var ownName = ownNames.get(list);
        var later = ownName == null ? scope : scope.withExpression(ownName);
        var first = true;
        for (var branch : list.getSelects()) {
            branch(branch, first ? scope : later);
            first = false;
        }
    }

    /** A query that is not read from: an alias behind it would be no alias to a database. */
    private void branch(Select select, Scope scope) throws Objection {
        if (select.getAlias() != null) throw Refusals.construct(select.getAlias());
        node(select, scope);
    }
}
