package dev.understudy.agent.supervisor;

import dev.understudy.agent.tool.ComputedFacts;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What can be said of a question without a model. Certain is only what was understood to the last
 * word: one small call costs less than an answer by the wrong team. Pure.
 */
final class RoutingRules {
    /**
     * Characters; a longer question holds a text, and its words say nothing about what is wanted.
     */
    static final int LONGEST_QUESTION = 400;

    private static final int LONGEST_FOLLOW_UP = 80;

    private static final String PLEASANTRY =
            "(?:hi|hello|hey|hallo|hola|good (?:morning|afternoon|evening|night|day)|thanks|thank you|many thanks"
                    + "|danke|merci|gracias|bye|goodbye|good bye|see you(?: later)?|cheers|ok|okay|great|perfect|cool|nice"
                    + "|awesome|excellent|wonderful|well done|good job|how are you(?: doing)?(?: today)?|how is it going"
                    + "|how's it going|who are you|what can you do|what's your name|what is your name|nice to meet you"
                    + "|there|everyone|all|again|very much|so much|a lot|for your help|for the help|for that|that was helpful"
                    + "|my friend|team|yes|no|and|you)";
    private static final Pattern SMALL_TALK =
            Pattern.compile(PLEASANTRY + "(?: " + PLEASANTRY + "){0,7}");

    /** Says nothing about what is wanted. */
    private static final Pattern POLITE =
            Pattern.compile(
                    "^(?:(?:hi|hello|hey|please|so|ok|okay|can you|could you|would you|i want to know|i would like to know|tell me"
                            + "|do you know)\\b[\\s,!.]*)+",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern WRITING =
            Pattern.compile(
                    "\\b(?:translate|translation|proofread|rephrase|paraphrase|rewrite|spell|rhymes?)\\b"
                            + "|\\b(?:poem|haiku|limerick|joke|essay|lyrics|riddle|fairy tale|short story|recipe)\\b"
                            + "|\\b(?:write|draft|compose|create|implement|debug|refactor|fix)\\b.*\\b(?:e-?mail|letter|message|story|song"
                            + "|speech|poem|post|code|function|method|script|program|regex|class|unit test|test|python|java|javascript"
                            + "|typescript|bash|html|css|kotlin|rust)\\b");

    private static final Pattern KNOWLEDGE =
            Pattern.compile(
                    "(?:explain|define|describe|how do i|how do you|how can i|how to|how does|how did|who wrote|who invented"
                            + "|who painted|who discovered|who composed|recommend|suggest|summarize|summarise|why is|why are"
                            + "|why do|why does|what does|what is an?|what are|what's an?|what's the difference"
                            + "|what is the difference|give me tips|give me ideas|give me advice|can you explain"
                            + "|could you explain|please explain)\\b.*"
                            + "|(?:what is|what's) \\S+");

    /** Of the world; whether it is of the catalogues as well is seen before. */
    private static final Pattern OF_A_NAME =
            Pattern.compile(
                    "who was .*|(?:what is|what's|what was) the (?:capital|currency|population|meaning|president|chancellor"
                            + "|king|queen|language|history|height|distance|boiling point|purpose|flag) .*");

    private static final Pattern DEFINITION =
            Pattern.compile(
                    "(?:what is|what's|what are|what does|define|explain)\\b(?: an?\\b.*|.*\\bmeans?\\b.*)");

    /** Asks how something is done; "list" and "return" are words of programs here. */
    private static final Pattern EXPLAINING =
            Pattern.compile(
                    "^(?:explain|define|describe|why|how do (?:i|you)|how can i|how to|how does|what does|recommend|suggest)\\b");

    private RoutingRules() {}

    /**
     * Judges the question asked last.
     *
     * @param afterData whether the answer before it came from the sources
     */
    static Verdict judge(String question, boolean afterData, SchemaWords schema, LocalDate today) {
        var plain = plain(question);
        if (plain.isEmpty() || SMALL_TALK.matcher(plain).matches()) {
            return Verdict.GENERAL;
        }
        if (question.length() > LONGEST_QUESTION) {
            return Verdict.UNCERTAIN;
        }
        var seen = Sighting.of(POLITE.matcher(question).replaceFirst(""), schema);
        if (ComputedFacts.about(question, today).isPresent()) {
            return seen.table() || seen.measure() ? Verdict.UNCERTAIN : Verdict.GENERAL;
        }
        if (WRITING.matcher(plain).find()) {
            return touchesNames(seen) ? Verdict.UNCERTAIN : Verdict.GENERAL;
        }
        if (asksForData(plain, seen) || (afterData && goesOn(plain, seen))) {
            return Verdict.DATA;
        }
        return !afterData && asksForKnowledge(plain, seen) ? Verdict.GENERAL : Verdict.UNCERTAIN;
    }

    /**
     * Whether a question that cannot be put to a source may have been about it.
     *
     * @param schema the source's words; none where it was never read
     */
    static boolean mayBeAbout(
            String question, boolean afterData, SchemaWords schema, LocalDate today) {
        return switch (judge(question, afterData, schema, today)) {
            case DATA -> true;
            case GENERAL -> false;
            case UNCERTAIN -> looksLikeData(question, schema);
        };
    }

    private static boolean looksLikeData(String question, SchemaWords schema) {
        if (question.length() > LONGEST_QUESTION || EXPLAINING.matcher(plain(question)).find()) {
            return false;
        }
        var seen = Sighting.of(POLITE.matcher(question).replaceFirst(""), schema);
        boolean ofBusiness = seen.business() && (seen.asking() || seen.own() || seen.period());
        return seen.table() || seen.measure() || seen.figures() || ofBusiness;
    }

    private static String plain(String question) {
        return String.join(" ", Words.ofText(question)).toLowerCase(Locale.ROOT).replace('’', '\'');
    }

    private static boolean touchesNames(Sighting seen) {
        return seen.table() || seen.measure() || seen.own() || seen.business();
    }

    private static boolean asksForData(String plain, Sighting seen) {
        if (!seen.unknown().isEmpty() || DEFINITION.matcher(plain).matches()) {
            return false;
        }
        boolean narrowed = seen.asking() || seen.own() || seen.value() || seen.period();
        return (seen.table() && narrowed) || (seen.measure() && (narrowed || seen.column()));
    }

    private static boolean goesOn(String plain, Sighting seen) {
        boolean begins =
                Vocabulary.GOING_ON.contains(plain.split(" ", 2)[0])
                        || plain.startsWith("what about ")
                        || plain.startsWith("how about ")
                        || plain.startsWith("in ")
                        || plain.startsWith("for ")
                        || plain.startsWith("as a ");
        boolean says =
                seen.touchesData() || seen.value() || seen.period() || plain.matches(".*\\d.*");
        return plain.length() <= LONGEST_FOLLOW_UP
                && onlyKnown(plain, seen)
                && says
                && (begins || seen.asking());
    }

    /** "What about" and "how about" ask for nothing by themselves. */
    private static boolean onlyKnown(String plain, Sighting seen) {
        return seen.unknown().stream()
                .allMatch(word ->
                        plain.matches("(?:what|how) about .*")
                                && List.of("how", "about").contains(word.toLowerCase(Locale.ROOT)));
    }

    /** About the world, as far as no word of it is one of the catalogues' or of business. */
    private static boolean asksForKnowledge(String plain, Sighting seen) {
        if (seen.touchesData() || seen.period() || seen.unknown().isEmpty()) {
            return false;
        }
        return KNOWLEDGE.matcher(plain).matches()
                || (OF_A_NAME.matcher(plain).matches() && namesSomebody(seen));
    }

    /** A name that no column has: Napoleon, Mount Everest. */
    private static boolean namesSomebody(Sighting seen) {
        return seen.value()
                || seen.unknown().stream().anyMatch(word -> Character.isUpperCase(word.charAt(0)));
    }
}
