package dev.understudy.agent.supervisor;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of the catalogues: names of tables and columns, and the values of columns that have
 * few. Immutable.
 *
 * @param tables names of tables, as words
 * @param measures names of numeric columns that have two words or more: one alone ({@code total})
 *     says too little
 * @param columns names of columns that say more than {@code name} or {@code date}
 * @param values values of columns
 * @param parts every single word of all these
 */
record SchemaWords(
        Set<List<String>> tables,
        Set<List<String>> measures,
        Set<List<String>> columns,
        Set<List<String>> values,
        Set<String> parts) {
    /** Words of a name or value; a longer one is a text, and nobody asks for it word by word. */
    static final int LONGEST_PHRASE = 5;

    /** Stand in every schema and in half of all questions. */
    private static final Set<String> SAYS_NOTHING =
            Set.of(
                    "id",
                    "name",
                    "date",
                    "time",
                    "type",
                    "number",
                    "value",
                    "title",
                    "text",
                    "code",
                    "state",
                    "day",
                    "month",
                    "year",
                    "description",
                    "comment",
                    "note",
                    "key",
                    "no");

    static SchemaWords of(List<Catalogue> catalogues) {
        var words =
                new SchemaWords(
                        new HashSet<>(),
                        new HashSet<>(),
                        new HashSet<>(),
                        new HashSet<>(),
                        new HashSet<>());
        for (var catalogue : catalogues) {
            catalogue.tables().forEach(words::add);
        }
        return new SchemaWords(
                Set.copyOf(words.tables),
                Set.copyOf(words.measures),
                Set.copyOf(words.columns),
                Set.copyOf(words.values),
                Set.copyOf(words.parts));
    }

    private void add(Table table) {
        add(table.name().name(), tables);
        table.columns().forEach(this::add);
    }

    private void add(Column column) {
        var name = Words.ofName(column.name());
        if (column.type().numeric() && name.size() > 1 && !name.contains("id")) {
            add(column.name(), measures);
        }
        if (name.size() == 1 && SAYS_NOTHING.contains(name.getFirst())) {
            parts.addAll(name);
        } else {
            add(column.name(), columns);
        }
        column.values().forEach(value -> add(value, values));
    }

    private void add(String text, Set<List<String>> into) {
        var phrase = Words.ofName(text);
        if (!phrase.isEmpty() && phrase.size() <= LONGEST_PHRASE) {
            into.add(phrase);
            parts.addAll(phrase);
        }
    }
}
