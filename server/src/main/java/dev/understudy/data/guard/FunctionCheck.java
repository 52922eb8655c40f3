package dev.understudy.data.guard;

import static dev.understudy.data.guard.GuardRule.TOO_LARGE;
import static dev.understudy.data.guard.GuardRule.UNKNOWN_CONSTRUCT;
import static dev.understudy.data.guard.GuardRule.UNKNOWN_FUNCTION;

import dev.understudy.data.Dialect;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;

/** Which functions a statement may call, and how much some of them may make. */
final class FunctionCheck {
    /** Where in a call the length of the text that it makes stands, counted from 0. */
    private static final Map<String, Integer> LENGTH_AT =
            Map.of("repeat", 1, "replicate", 1, "lpad", 1, "rpad", 1, "space", 0, "bar", 3);

    /** A line of a report has fewer characters; nobody needs more padding. */
    private static final BigInteger LONGEST_TEXT = BigInteger.valueOf(1_000);

    /** Behind a type: {@code (10, 2)}, {@code (max)}. */
    private static final String SIZE = "\\((?:[0-9, ]+|max)\\)";

    private static final Set<String> SERIES = Set.of("generate_series", "range");

    /** Every second of eleven days, or every day since before the calendar began. */
    private static final BigInteger LONGEST_SERIES = BigInteger.valueOf(1_000_000);

    private final AllowedNames names;
    private final Dialect dialect;

    FunctionCheck(AllowedNames names, Dialect dialect) {
        this.names = names;
        this.dialect = dialect;
    }

    /** A call in an expression. */
    void call(Function function) throws Objection {
        name(function.getName(), function.getMultipartName(), names.functions());
        size(Names.lower(function.getName()), function.getParameters());
    }

    /** A call in place of a table. */
    void table(Function function) throws Objection {
        name(function.getName(), function.getMultipartName(), names.tableFunctions());
        size(Names.lower(function.getName()), function.getParameters());
    }

    /** A name that is written like a call, or stands for one. */
    void named(String name) throws Objection {
        name(name, List.of(name), names.functions());
    }

    /** A type to cast to. */
    void type(String type) throws Objection {
        var plain = Names.lower(type).replaceAll(SIZE, "").replaceAll("\\s+", " ").strip();
        if (!names.types().contains(plain))
            throw new Objection(
                    UNKNOWN_CONSTRUCT,
                    "The type '%s' is not one of those that may be cast to. Write CAST(value AS type)."
                            .formatted(Names.excerpt(type, 0)),
                    Names.nearest(plain, names.types()));
    }

    private void name(String name, List<String> parts, Set<String> allowed) throws Objection {
        if (parts.size() == 1 && !Names.isQuoted(name) && allowed.contains(Names.lower(name)))
            return;
        throw new Objection(
                UNKNOWN_FUNCTION,
                "The function '%s' is not among those of %s that may be called%s. Use common functions, without schema and quotes."
                        .formatted(
                                Names.excerpt(name, 0),
                                dialect.title(),
                                allowed.contains(Names.lower(name)) ? " in this way" : ""),
                Names.nearest(Names.unquoted(name), allowed));
    }

    private static void size(String name, Iterable<? extends Expression> parameters)
            throws Objection {
        if (parameters == null) return;
        var at = 0;
        for (var parameter : parameters) {
            if (LENGTH_AT.getOrDefault(name, -1) == at) atMost(LONGEST_TEXT, parameter, true, name);
            if (SERIES.contains(name)) atMost(LONGEST_SERIES, parameter, false, name);
            at++;
        }
    }

    private static void atMost(BigInteger most, Expression parameter, boolean literal, String name)
            throws Objection {
        var isNumber = parameter instanceof LongValue;
        if (!isNumber && !literal) return;
        if (isNumber && ((LongValue) parameter).getBigIntegerValue().compareTo(most) <= 0) return;
        throw new Objection(
                TOO_LARGE, "%s takes a plain number of at most %s there.".formatted(name, most));
    }
}
