package dev.understudy.data.guard;

import dev.understudy.data.Dialect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.TableFunction;
import org.jspecify.annotations.Nullable;

/** What stands in the FROM of a query, and what columns it is known to have. */
final class Aliases {
    private final TableCheck tables;
    private final Dialect dialect;

    Aliases(TableCheck tables, Dialect dialect) {
        this.tables = tables;
        this.dialect = dialect;
    }

    /** The columns of everything in the FROM of a query, by what the alias means. */
    Map<String, Set<String>> of(PlainSelect select, Scope scope) throws Objection {
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
                    case TableFunction call when call.getFunction() != null ->
                            ownColumns(call, alias);
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
                            case TableFunction call when call.getFunction() != null ->
                                    call.getFunction().getName();
                            default -> "";
                        };
        if (!name.isEmpty()) aliases.put(Names.folded(name, dialect), columns);
    }

    /** A function's columns are those that its alias names, or the alias itself. */
    private static Set<String> ownColumns(TableFunction call, @Nullable Alias alias) {
        var columns = new HashSet<>(TableCheck.aliasColumns(alias));
        columns.add(
                Names.lower(
                        alias == null
                                ? call.getFunction().getName()
                                : Names.unquoted(alias.getName())));
        columns.add("*");
        return columns;
    }
}
