package dev.understudy.data.guard;

import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.CollateExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JsonExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.TranscodingFunction;
import net.sf.jsqlparser.statement.create.table.ColDataType;
import net.sf.jsqlparser.statement.select.OptionHint;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.jspecify.annotations.Nullable;

/** The words that the parser keeps as text in its nodes: names of functions and types, keywords. */
final class NodeNames {
    /** How deep a query may call itself, and that its plan is not kept. */
    private static final Set<String> HINTS = Set.of("MAXRECURSION", "RECOMPILE");

    private final FunctionCheck functions;

    NodeNames(FunctionCheck functions) {
        this.functions = functions;
    }

    /** Checks what a node is called, or what it calls. */
    void check(Object node) throws Objection {
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
            case JsonExpression json -> {
                for (var step : json.getIdentList())
                    oneOf(json, step.getValue(), "->", "->>", "#>", "#>>");
            }
            case SelectItem<?> item -> {
                if (!TableCheck.aliasColumns(item.getAlias()).isEmpty())
                    throw Refusals.construct(item.getAlias());
            }
            case OptionHint hint -> {
                if (!HINTS.contains(Names.upper(hint.getName()))) throw Refusals.construct(hint);
            }
            default -> {}
        }
    }

    /** No word at all, or one of these. */
    static void oneOf(Object node, @Nullable String word, String... allowed) throws Objection {
        if (word == null || word.isEmpty() || List.of(allowed).contains(Names.upper(word))) return;
        throw Refusals.construct(node);
    }

    /**
     * What the parser has kept as text must be a name or a value: nothing that could be a call.
     * Types are looked at apart.
     */
    static void plain(String text, Object owner) throws Objection {
        var quoted = !text.isEmpty() && "'\"`[".indexOf(text.charAt(0)) >= 0;
        var checked = owner instanceof StringValue || owner instanceof ColDataType;
        if (!quoted && !checked && text.indexOf('(') >= 0) throw Refusals.construct(owner);
    }
}
