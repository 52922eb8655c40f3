package dev.understudy.data.guard;

import static dev.understudy.data.guard.GuardRule.ONLY_READS;
import static dev.understudy.data.guard.GuardRule.UNKNOWN_CONSTRUCT;

import java.util.Map;
import net.sf.jsqlparser.statement.Statement;

/** What is said of a construct that is not allowed. */
final class Refusals {
    /** Fields that something other than a reading hides in. */
    private static final Map<String, String> EFFECTS =
            Map.ofEntries(
                    Map.entry("intoTables", "SELECT … INTO makes a table"),
                    Map.entry("intoTempTable", "SELECT … INTO makes a table"),
                    Map.entry("mySqlSelectIntoClause", "SELECT … INTO writes a file or a variable"),
                    Map.entry("forMode", "FOR UPDATE and FOR SHARE lock rows"),
                    Map.entry("forUpdateTables", "FOR UPDATE and FOR SHARE lock rows"),
                    Map.entry("wait", "waiting for locks is not reading"),
                    Map.entry("isolation", "the isolation is not for a statement to choose"),
                    Map.entry("settings", "settings are not for a statement to choose"));

    /** Constructs that models are fond of, and what to write in their place. */
    private static final Map<String, String> INSTEAD =
            Map.ofEntries(
                    Map.entry("pivot", "PIVOT; use SUM(CASE WHEN …)"),
                    Map.entry("unPivot", "UNPIVOT; use UNION ALL"),
                    Map.entry("forClause", "FOR XML and FOR JSON; send plain rows"),
                    Map.entry("forXmlPath", "FOR XML PATH; use STRING_AGG"),
                    Map.entry("oracleHint", "hints; leave them out"),
                    Map.entry("mysqlHints", "hints; leave them out"),
                    Map.entry("UserVariable", "variables; write values into the statement"),
                    Map.entry("JdbcParameter", "parameters; write values into the statement"),
                    Map.entry("JdbcNamedParameter", "parameters; write values into the statement"),
                    Map.entry("LambdaExpression", "lambdas"),
                    Map.entry("NextValExpression", "sequences: taking a number is a write"));

    private Refusals() {}

    static String statement(Statement statement) {
        return "%s is not a query. Only one SELECT (or WITH … SELECT, or VALUES) may be sent."
                .formatted(
                        words(statement.getClass().getSimpleName())
                                .toUpperCase(java.util.Locale.ROOT));
    }

    static Objection construct(Object node) {
        var name = node.getClass().getSimpleName();
        return refused(INSTEAD.getOrDefault(name, "'%s'".formatted(words(name))), node.toString());
    }

    static Objection part(Object node, KnownNodes.Part part) {
        var effect = EFFECTS.get(part.name());
        if (effect != null)
            return new Objection(ONLY_READS, "Only reading is allowed: " + effect + ".");
        var what =
                "'%s' in '%s'"
                        .formatted(words(part.name()), words(node.getClass().getSimpleName()));
        return refused(INSTEAD.getOrDefault(part.name(), what), part.value().toString());
    }

    private static Objection refused(String what, String where) {
        return new Objection(
                UNKNOWN_CONSTRUCT,
                "Not allowed here, near '%s': %s.".formatted(Names.excerpt(where, 0), what));
    }

    /** A class's or a field's name as words. */
    private static String words(String name) {
        return Names.lower(name.replaceAll("(?<=[a-z])(?=[A-Z])", " "))
                .replaceAll("^parenthesed |^plain | expression$| statement$", "");
    }
}
