package dev.understudy.data.offline.question;

import dev.understudy.data.result.ChartWish;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How an answer is to be shown, where a question says so at its beginning or its end: "bar chart of
 * ...", "... as a line chart", "... in a table". It changes nothing of what is computed. Pure.
 *
 * @param question what is left without it
 */
record ChartPhrase(ChartWish wish, String question) {
    private static final String KIND = "(?:(?:simple|nice|small) )?(?:bar|column|line|pie)[ -]?";
    private static final String PICTURE = "(?:chart|graph|diagram)";

    /**
     * "In the charts" and "with a chart" can say something of what is counted; so each small word
     * takes only what cannot.
     */
    private static final Pattern AT_THE_END =
            Pattern.compile(
                    ",? (?:(?:shown |displayed |drawn |plotted )?(?:as (?:an? )?(?:%1$s)?%2$ss?|in an? (?:%1$s)?%2$s|with an? %1$s%2$s"
                                    .formatted(KIND, PICTURE)
                            + "|as (?:a )?table|in a table)"
                            + "|without (?:a |any )?%1$ss?|(?:and |but )?no %1$ss?)(?:,? please)?[ .!?]*$"
                                    .formatted(PICTURE),
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern AT_THE_BEGINNING =
            Pattern.compile(
                    "^ *(?:please,? )?(?:(?:can|could) you )?(?:(?:show|give|draw|make|create|plot|display)(?: me| us)? )?(?:an? |the )?"
                            + "(?:(?:%1$s)?%2$s (?:of|for|with|showing|that shows)|table (?:of|showing|that shows)) "
                                    .formatted(KIND, PICTURE),
                    Pattern.CASE_INSENSITIVE);

    private static final Set<String> NOUNS = Set.of("chart", "graph", "diagram", "table");

    /**
     * Takes the phrase out; empty where there is none, or where its noun is a name in the
     * catalogue: then that may be meant.
     *
     * @param names the stems of all names and values
     */
    static Optional<ChartPhrase> in(String question, Set<String> names) {
        var end = AT_THE_END.matcher(question);
        if (end.find()) {
            return found(end.group(), question.substring(0, end.start()), names);
        }
        var beginning = AT_THE_BEGINNING.matcher(question);
        return beginning.find()
                ? found(beginning.group(), question.substring(beginning.end()), names)
                : Optional.empty();
    }

    private static Optional<ChartPhrase> found(String phrase, String rest, Set<String> names) {
        boolean named =
                Word.allOf(phrase).stream()
                        .map(Word::stem)
                        .anyMatch(it -> NOUNS.contains(it) && names.contains(it));
        return named || rest.isBlank()
                ? Optional.empty()
                : Optional.of(new ChartPhrase(wish(phrase.toLowerCase(Locale.ROOT)), rest.strip()));
    }

    private static ChartWish wish(String phrase) {
        boolean none =
                phrase.contains("table") || phrase.contains("without") || phrase.contains("no ");
        if (none) {
            return ChartWish.NONE;
        }
        if (phrase.contains("bar") || phrase.contains("column")) {
            return ChartWish.BAR;
        }
        if (phrase.contains("pie")) {
            return ChartWish.PIE;
        }
        return phrase.contains("line") ? ChartWish.LINE : ChartWish.AUTO;
    }
}
