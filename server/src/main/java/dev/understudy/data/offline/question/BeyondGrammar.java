package dev.understudy.data.offline.question;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Phrases whose meaning the grammar does not have although it knows each of their words. It reads
 * words one by one, and would answer another question than the one that was asked: a rank on what a
 * phrase belongs to, "only", "up to", "what did they". A question that holds such a phrase is
 * declined. Pure.
 */
final class BeyondGrammar {
    private static final String BEST =
            "(?:top|bottom|best|worst|biggest|largest|smallest|oldest|newest|latest|youngest|earliest"
                    + "|cheapest|priciest|most|fewest|least|highest|lowest|greatest|longest|shortest)";
    private static final String MORE =
            "(?:over|above|under|below|more than|less than|fewer than|at least|at most)";
    private static final String TIME =
            "(?:day|days|week|weeks|month|months|quarter|quarters|year|years)";

    /**
     * @param words what cannot be meant by the grammar
     * @param reason for people
     */
    private record Trap(Pattern words, String reason) {}

    private static final List<Trap> TRAPS =
            List.of(
                    trap(
                            "\\b(?:of|from|in|for|at|to)(?: the| our| all)? "
                                    + BEST
                                    + "\\b(?! (?:\\d+ )?"
                                    + TIME
                                    + "\\b)",
                            "a ranking within a phrase is not understood"),
                    trap(
                            "\\b(?:of|from|in|for|at) (?:the |a |our )?\\w+ with (?:the |a )?"
                                    + BEST
                                    + "\\b",
                            "a ranking within a phrase is not understood"),
                    trap(
                            "\\bwith (?:the |their |its )?(?:latest|newest|last|first|earliest|oldest|most recent)\\b(?! "
                                    + TIME
                                    + "\\b)",
                            "it is not clear what is ranked by which date"),
                    trap("\\bup to\\b", "\"up to\" is not understood; say \"until\""),
                    trap(
                            "^(?!.*\\b(?:from|between)\\b).*\\bto (?:the end|today|yesterday|now|last|this|\\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
                            "a period without its beginning is not understood; say \"until\""),
                    trap("\\b(?:only|solely|exclusively|just)\\b", "\"only\" is not understood"),
                    trap(
                            "\\b(?:with|where|whose|have|has|had|having) (?:\\w+ )?all\\b|\\ball (?:\\w+ ){0,3}(?:are|were|is|was|have|has|get|got)\\b",
                            "what holds for all of them is not understood"),
                    trap(
                            "^(?:please )?(?:do|does|did|are|is|were|was|have|has) (?!there\\b)",
                            "a question to be answered by yes or no is not understood"),
                    trap(
                            "^(?:and |so )?(?:when|where) (?:do|does|did|is|are|was|were|has|have)\\b",
                            "when and where are not understood as questions"),
                    trap(
                            "\\bwhat (?:do|does|did) (?!we\\b|i\\b|you\\b)",
                            "what somebody does is not understood"),
                    trap(
                            "^(?:and |so )?who (?:has|have|had|bought|sold|made|ordered|spent|paid|earned|earns|did|does)\\b",
                            "it is not clear who is meant; name the table"),
                    trap(
                            "(?<!\\bi )(?<!\\bwe )(?<!\\bwould )\\b(?:like|need|want)s?\\b",
                            "what somebody likes or needs is not understood"),
                    trap("\\bnot in\\b.* and in\\b", "it is not clear how far \"not\" goes"),
                    trap(
                            "\\b" + MORE + "\\b.*\\b(?:and|but|or)\\b.*\\b" + MORE + "\\b",
                            "two comparisons at once are not understood; say \"between\""),
                    trap(
                            "\\b(?:over|above|under|below|more than|less than) (?:19|20)\\d\\d\\b",
                            "it is not clear whether that is a year or a number"),
                    trap(
                            "\\b(?:and|with) (?:their|its|his|her)\\b",
                            "what belongs to them is not listed beside them"),
                    trap(
                            "\\b(?:bought|buy|buys|purchased|ordered|sold|sells)(?: the)? (?:most|fewest|least) \\w+",
                            "it is not clear what is counted"),
                    trap(
                            "\\b(?:last|this|next|past) (?:day|week|month|quarter|year) with\\b",
                            "a period that depends on the data is not understood"),
                    trap(
                            "\\b(?:placed|made|done|bought|written) by\\b",
                            "who did it is not understood; say \"of\""),
                    trap(
                            "\\bby (?!day\\b|week\\b|month\\b|quarter\\b|year\\b)\\w+ (?:from|with|who|that|whose)\\b",
                            "it is not clear whether that is a group or a condition"),
                    trap(
                            "\\b(?:revenue|sales|turnover|income|earnings) (?:of \\w+ )?with\\b",
                            "it is not clear whether that is meant to be left out or counted as well"),
                    trap("\\bpast year\\b", "it is not clear which year is meant"));

    private BeyondGrammar() {}

    private static Trap trap(String regex, String reason) {
        return new Trap(Pattern.compile(regex), reason);
    }

    /** Why the question is not to be read; empty where nothing stands against it. */
    static Optional<Understanding.NotUnderstood> in(String question) {
        var text = question.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        for (var trap : TRAPS) {
            var found = trap.words().matcher(text);
            if (found.find()) {
                return Optional.of(
                        new Understanding.NotUnderstood(
                                List.of(brief(found.group())), trap.reason()));
            }
        }
        return Optional.empty();
    }

    private static String brief(String words) {
        var stripped = words.strip();
        return stripped.length() <= 40
                ? stripped
                : "…" + stripped.substring(stripped.length() - 39);
    }
}
