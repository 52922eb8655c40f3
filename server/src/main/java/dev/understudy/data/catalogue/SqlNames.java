package dev.understudy.data.catalogue;

import dev.understudy.data.Dialect;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How names are written in a statement: quoted only where they must be. Pure. */
public final class SqlNames {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that are reserved in at least one of the dialects and that people name things by. */
    private static final Set<String> RESERVED =
            Set.of(
                    "all",
                    "analyze",
                    "and",
                    "any",
                    "as",
                    "asc",
                    "begin",
                    "between",
                    "by",
                    "case",
                    "cast",
                    "character",
                    "check",
                    "column",
                    "condition",
                    "constraint",
                    "create",
                    "cross",
                    "current",
                    "cursor",
                    "database",
                    "default",
                    "delete",
                    "desc",
                    "distinct",
                    "else",
                    "end",
                    "except",
                    "exists",
                    "file",
                    "for",
                    "foreign",
                    "from",
                    "full",
                    "function",
                    "grant",
                    "group",
                    "having",
                    "identity",
                    "in",
                    "index",
                    "inner",
                    "intersect",
                    "interval",
                    "into",
                    "is",
                    "join",
                    "key",
                    "left",
                    "like",
                    "limit",
                    "lines",
                    "not",
                    "null",
                    "offset",
                    "on",
                    "open",
                    "option",
                    "or",
                    "order",
                    "outer",
                    "percent",
                    "plan",
                    "precision",
                    "primary",
                    "procedure",
                    "public",
                    "range",
                    "rank",
                    "read",
                    "references",
                    "release",
                    "right",
                    "row",
                    "rows",
                    "rule",
                    "schema",
                    "select",
                    "session_user",
                    "set",
                    "some",
                    "sql",
                    "statistics",
                    "system",
                    "table",
                    "then",
                    "to",
                    "top",
                    "trigger",
                    "true",
                    "union",
                    "unique",
                    "update",
                    "usage",
                    "user",
                    "using",
                    "values",
                    "view",
                    "when",
                    "where",
                    "window",
                    "with");

    private SqlNames() {}

    /** The name as a statement in that dialect writes it. */
    public static String written(String name, Dialect dialect) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean folded = dialect == Dialect.POSTGRESQL && !name.equals(lower);
        boolean plain = PLAIN.matcher(name).matches() && !folded && !RESERVED.contains(lower);
        return plain ? name : dialect.quoted(name);
    }
}
