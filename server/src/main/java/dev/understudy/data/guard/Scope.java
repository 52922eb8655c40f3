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

    /** The tables of one FROM, by what their aliases mean. */
    Scope withTables(Map<String, Set<String>> tables) {
        return new Scope(this, "", Map.copyOf(tables));
    }

    /**
     * Whether a name is that of a common table expression that can be seen here. Where the database
     * might tell two cases of letters apart, so does this: else it could mean a real table.
     */
    boolean seesExpression(String name, Dialect dialect) {
        for (var scope = this; scope != null; scope = scope.outer)
            if (!scope.expression.isEmpty()
                    && Names.folded(scope.expression, dialect).equals(Names.folded(name, dialect)))
                return true;
        return false;
    }

    /** The columns of what has this alias; empty where there is none. */
    Optional<Set<String>> columnsOf(String alias, Dialect dialect) {
        for (var scope = this; scope != null; scope = scope.outer) {
            var found = scope.columns.get(Names.folded(alias, dialect));
            if (found != null) return Optional.of(found);
        }
        return Optional.empty();
    }
}
