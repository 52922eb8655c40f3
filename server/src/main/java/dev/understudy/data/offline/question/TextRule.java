package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.ColumnType;
import java.util.List;
import java.util.Set;

/** Reads a text in quotation marks: customer "Amber Lane", city = 'Graz'. */
final class TextRule implements Rule {
    private static final Set<String> LINKS =
            Set.of("is", "=", "named", "called", "is named", "is called", "with name", "equals");

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        var columns = question.columns(reading.at);
        var link = reading.at + columns.length();
        var at = link + question.longest(link, LINKS);
        if (!question.is(at, Word.Kind.QUOTED)) {
            return List.of();
        }
        var named =
                columns.length() > 0
                        ? columns.things()
                        : reading.near.flatMap(Naming::label).stream().toList();
        var texts = named.stream().filter(it -> it.column().type() == ColumnType.TEXT).toList();
        if (texts.isEmpty()) {
            return List.of();
        }
        var next = reading.until(at + 1);
        next.filters.add(
                new Filter.Text(texts, question.words().get(at).text(), false, reading.near));
        return List.of(next);
    }
}
