package dev.understudy.agent.analysis.prose;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The months in English and in the languages near to it, whole and cut short. Pure. */
final class MonthName {
    /**
     * English, German, French, Spanish, Italian, Dutch and Portuguese; January first. What is an
     * English word too ("out", "set", "ago") is left out: "3 out of 5" is no date.
     */
    private static final List<String> NAMES =
            List.of(
                    "january|januar|jänner|janvier|enero|gennaio|januari|janeiro|jan",
                    "february|februar|février|febrero|febbraio|februari|fevereiro|feb|fév",
                    "march|märz|mars|marzo|maart|março|mar|mär|mrz",
                    "april|avril|abril|aprile|apr|avr|abr",
                    "may|mai|mayo|maggio|mei|maio",
                    "june|juni|juin|junio|giugno|junho|jun",
                    "july|juli|juillet|julio|luglio|julho|jul|juil",
                    "august|août|agosto|augustus|aug",
                    "september|septembre|septiembre|settembre|setembro|sept|sep",
                    "october|oktober|octobre|octubre|ottobre|outubro|oct|okt",
                    "november|novembre|noviembre|novembro|nov",
                    "december|dezember|décembre|diciembre|dicembre|dezembro|dec|dez|déc|dic");

    /** Matches any month's name. */
    static final String PATTERN = "(?:" + String.join("|", NAMES) + ")(?!\\p{L})\\.?";

    private static final Pattern BAR = Pattern.compile("\\|");

    private MonthName() {}

    /** 1 for January; empty where it is no month. */
    static OptionalInt number(String name) {
        var lower = name.toLowerCase(Locale.ROOT).replace(".", "");
        return IntStream.rangeClosed(1, NAMES.size())
                .filter(month -> BAR.splitAsStream(NAMES.get(month - 1)).anyMatch(lower::equals))
                .findFirst();
    }
}
