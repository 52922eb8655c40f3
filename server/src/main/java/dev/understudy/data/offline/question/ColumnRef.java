package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.Table;
import java.util.List;

/** A column of a table. */
record ColumnRef(Table table, Column column) {
    /** For people: {@code orders.total}. */
    String shown() {
        return table.name().name() + "." + column.name();
    }

    /** The words of the name, without those of the table at its beginning. */
    List<String> ownWords() {
        var words = Stem.ofName(column.name());
        var tableWords = Stem.ofName(table.name().name());
        var shared = 0;
        while (shared < tableWords.size()
                && shared < words.size() - 1
                && words.get(shared).equals(tableWords.get(shared))) {
            shared++;
        }
        return shared == tableWords.size() ? words.subList(shared, words.size()) : words;
    }
}
