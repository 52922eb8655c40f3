package dev.understudy.data.guard;

import dev.understudy.data.Dialect;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What names mean at one place of a statement: the common table expressions that can be seen there,
 * and what the tables around it have for columns. Immutable; the inner hides the outer.
 */
record Scope(@Nullable Scope outer, String expression, Map<String, Set<String>> columns) {
    /** Stands for columns that nobody has listed. */
    static final Set<String> ANY = Set.of();

    static final Scope NONE = new Scope(null, "", Map.of());

    /** One more common table expression, as it is written. */
    Scope withExpression(String name) {
        return new Scope(this, name, Map.of());
    }

    /** The tables of one FROM, by alias in lower case. */
    Scope withTables(Map<String, Set<String>> tables) {
        return new Scope(this, "", Map.copyOf(tables));
    }

    /**
     * Whether a name is that of a common table expression that can be seen here. Names must be the
     * same for each dialect's rules: were they only alike, the database could mean a real table.
     */
    boolean seesExpression(String name, Dialect dialect) {
        for (var scope = this; scope != null; scope = scope.outer)
            if (!scope.expression.isEmpty() && same(scope.expression, name, dialect)) return true;
        return false;
    }

    /** The columns of what has this alias; empty where there is none. */
    Optional<Set<String>> columnsOf(String alias) {
        for (var scope = this; scope != null; scope = scope.outer) {
            var found = scope.columns.get(Names.lower(Names.unquoted(alias)));
            if (found != null) return Optional.of(found);
        }
        return Optional.empty();
    }

    private static boolean same(String one, String other, Dialect dialect) {
        var bothPlain = !Names.isQuoted(one) && !Names.isQuoted(other);
        var folds = dialect == Dialect.DUCKDB || dialect == Dialect.POSTGRESQL;
        if (bothPlain && folds) return one.equalsIgnoreCase(other);
        var content = Names.unquoted(one);
        if (!content.equals(Names.unquoted(other))) return false;
        return Names.isQuoted(one) == Names.isQuoted(other)
                || !folds
                || content.equals(Names.lower(content));
    }
}
