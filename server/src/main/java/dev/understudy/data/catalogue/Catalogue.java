package dev.understudy.data.catalogue;

import dev.understudy.data.Dialect;
import java.util.List;

/**
 * What one source has: the only tables that a statement on it may name. Immutable.
 *
 * @param source the source's name
 * @param defaultSchema the schema that names without one mean; empty where there is only one
 */
public record Catalogue(String source, Dialect dialect, String defaultSchema, List<Table> tables) {
    public Catalogue {
        tables = List.copyOf(tables);
    }

    /** The tables of that name, in any case of letters and any schema. */
    public List<Table> named(String table) {
        return tables.stream().filter(it -> it.name().name().equalsIgnoreCase(table)).toList();
    }
}
