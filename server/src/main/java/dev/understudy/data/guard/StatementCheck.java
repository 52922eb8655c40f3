package dev.understudy.data.guard;

import static dev.understudy.data.guard.GuardRule.ONLY_READS;
import static dev.understudy.data.guard.GuardRule.TOO_LARGE;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.CollateExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.TranscodingFunction;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.create.table.ColDataType;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.OptionHint;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
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
 * looked at more closely. One use, one thread.
 */
final class StatementCheck {
    /** As deep as sums of thousands of terms; deeper ones are no questions. */
    private static final int DEEPEST = 5_000;

    private static final Set<String> HINTS = Set.of("MAXRECURSION", "RECOMPILE");

    private final Dialect dialect;
    private final TableCheck tables;
    private final FunctionCheck functions;

    /** What a common table expression may call itself, by its query: from the second branch on. */
    private final Map<Select, String> ownNames = new IdentityHashMap<>();

    private int depth;

    StatementCheck(Catalogue catalogue) {
        var names = AllowedNames.of(catalogue.dialect());
        this.dialect = catalogue.dialect();
        this.tables = new TableCheck(catalogue, names);
        this.functions = new FunctionCheck(names, dialect);
    }

    void check(Statement statement) throws Objection {
        if (!(statement instanceof Select))
            throw new Objection(ONLY_READS, Refusals.statement(statement));
        node(statement, Scope.NONE);
    }

    private void node(Object node, Scope scope) throws Objection {
        if (!KnownNodes.knows(node)) throw Refusals.construct(node);
        if (++depth > DEEPEST)
            throw new Objection(TOO_LARGE, "The statement is nested too deeply.");
        switch (node) {
            case Select select -> query(select, scope);
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
                names(node);
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
            case String text -> plainText(text, owner);
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

    /**
     * What the parser has kept as text must be a name or a value: nothing that could be a call.
     * Types are looked at apart.
     */
    private static void plainText(String text, Object owner) throws Objection {
        var quoted = !text.isEmpty() && "'\"`[".indexOf(text.charAt(0)) >= 0;
        var checked = owner instanceof StringValue || owner instanceof ColDataType;
        if (!quoted && !checked && text.indexOf('(') >= 0) throw Refusals.construct(owner);
    }

    private void names(Object node) throws Objection {
        switch (node) {
            case Function call -> functions.call(call);
            case AnalyticExpression window -> functions.named(window.getName());
            case TimeKeyExpression now -> functions.named(now.getStringValue().replace("()", ""));
            case CastExpression cast -> oneOf(cast, cast.keyword, "CAST", "TRY_CAST", "SAFE_CAST");
            case TranscodingFunction convert ->
                    oneOf(convert, convert.getKeyword(), "CONVERT", "TRY_CONVERT");
            case ColDataType type -> functions.type(type.getDataType());
            case CollateExpression collate -> {
                if (!collate.getCollate().matches("\"?\\w+\"?")) throw Refusals.construct(collate);
            }
            case StringValue text -> oneOf(text, text.getPrefix(), "N");
            case Function.KeywordArgument argument ->
                    oneOf(argument, argument.getKeyword(), "SEPARATOR");
            case OptionHint hint -> {
                if (!HINTS.contains(Names.upper(hint.getName()))) throw Refusals.construct(hint);
            }
            default -> {}
        }
    }

    private static void oneOf(Object node, @Nullable String word, String... allowed)
            throws Objection {
        if (word == null || word.isEmpty() || List.of(allowed).contains(Names.upper(word))) return;
        throw Refusals.construct(node);
    }

    private void column(Column column, Scope scope) throws Objection {
        tables.column(column, scope);
        if (column.getTable() != null && !".".equals(column.getTableDelimiter()))
            throw Refusals.construct(column);
        parts(column, scope, Set.of("table", "columnName"));
    }

    private void tableFunction(TableFunction call, Scope scope) throws Objection {
        oneOf(call, call.getPrefix(), "LATERAL");
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
        if (select instanceof PlainSelect plain) scope = scope.withTables(aliases(plain, scope));
        if (select instanceof SetOperationList list) branches(list, scope);
        var done =
                select instanceof SetOperationList
                        ? Set.of("withItemsList", "selects")
                        : Set.of("withItemsList");
        parts(select, scope, done);
    }

    /** Checks one common table expression, and gives the scope of what comes after it. */
    private Scope expression(WithItem<?> item, boolean recursive, Scope scope) throws Objection {
        if (!KnownNodes.knows(item)) throw Refusals.construct(item);
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
            node(branch, first ? scope : later);
            first = false;
        }
    }

    private Map<String, Set<String>> aliases(PlainSelect select, Scope scope) throws Objection {
        var aliases = new HashMap<String, Set<String>>();
        alias(select.getFromItem(), scope, aliases);
        joined(select.getJoins(), scope, aliases);
        return aliases;
    }

    private void joined(@Nullable List<Join> joins, Scope scope, Map<String, Set<String>> aliases)
            throws Objection {
        if (joins != null) for (var join : joins) alias(join.getFromItem(), scope, aliases);
    }

    private void alias(@Nullable FromItem item, Scope scope, Map<String, Set<String>> aliases)
            throws Objection {
        if (item == null) return;
        var alias = item.getAlias();
        var columns =
                switch (item) {
                    case Table table -> tables.columnsOf(table, scope);
                    case TableFunction call -> ownColumns(call, alias);
                    default -> Scope.ANY;
                };
        if (item instanceof ParenthesedFromItem inner) {
            alias(inner.getFromItem(), scope, aliases);
            joined(inner.getJoins(), scope, aliases);
        }
        var name =
                alias != null
                        ? alias.getName()
                        : switch (item) {
                            case Table table -> table.getName();
                            case TableFunction call -> call.getFunction().getName();
                            default -> "";
                        };
        if (!name.isEmpty()) aliases.put(Names.lower(Names.unquoted(name)), columns);
    }

    /** A function's columns are those that its alias names, or the alias itself. */
    private static Set<String> ownColumns(TableFunction call, @Nullable Alias alias) {
        var columns = new java.util.HashSet<>(TableCheck.aliasColumns(alias));
        columns.add(
                Names.lower(
                        alias == null
                                ? call.getFunction().getName()
                                : Names.unquoted(alias.getName())));
        columns.add("*");
        return columns;
    }
}
