package dev.understudy.data.offline.question;

import java.util.List;
import java.util.Set;

/** Passes over words that ask politely or hold a sentence together and change nothing. */
final class FillerRule implements Rule {
    private static final Set<String> WORDS =
            Set.of(
                    "show",
                    "me",
                    "us",
                    "give",
                    "tell",
                    "list",
                    "display",
                    "find",
                    "get",
                    "what",
                    "which",
                    "who",
                    "please",
                    "can",
                    "could",
                    "would",
                    "you",
                    "i",
                    "we",
                    "our",
                    "the",
                    "a",
                    "an",
                    "is",
                    "are",
                    "was",
                    "were",
                    "be",
                    "been",
                    "did",
                    "do",
                    "does",
                    "have",
                    "has",
                    "had",
                    "there",
                    "all",
                    "see",
                    "want",
                    "like",
                    "need",
                    "know",
                    "to",
                    "of",
                    "that",
                    "with",
                    "in total",
                    "overall",
                    "altogether",
                    "currently",
                    "hi",
                    "hello",
                    "hey",
                    "thanks",
                    "thank you",
                    "and their",
                    "let me",
                    "it",
                    "their",
                    "they",
                    "ones",
                    "each of",
                    "exactly how",
                    "placed",
                    "made",
                    "came",
                    "come",
                    "comes",
                    "happened",
                    "took place",
                    "located",
                    "based",
                    "living",
                    "live",
                    "lives",
                    "generated",
                    "generate",
                    "belong",
                    "belongs",
                    "belonging",
                    "having",
                    "exist",
                    "available",
                    "here",
                    "recorded",
                    "registered in total",
                    "whose",
                    "where",
                    "when",
                    "for",
                    "from",
                    "in",
                    "by us",
                    "on record",
                    "in the database",
                    "in our database",
                    "so far",
                    "ever",
                    "only",
                    "just",
                    "per cent",
                    "make",
                    "bring in",
                    "brought in",
                    "earn",
                    "received",
                    "receive",
                    "at",
                    "fetch",
                    "pull",
                    "up",
                    "look",
                    "out",
                    "any",
                    "been made",
                    "been placed",
                    "my",
                    "your",
                    "us all",
                    "actually");
    private static final Set<String> SELL = Set.of("sell", "sold", "sells", "selling");
    private static final Set<String> VERBS =
            Set.of("is", "are", "was", "were", "comes", "come", "came");

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        var length = question.longest(reading.at, WORDS);
        boolean sold =
                reading.head
                        .filter(it -> it instanceof Noun.Units || it instanceof Noun.Money)
                        .isPresent();
        if (sold && SELL.contains(question.text(reading.at))) {
            length = 1;
        }
        if (question.is(reading.at, Word.Kind.COMMA)) {
            length = 1;
        }
        if (length == 0) {
            return List.of();
        }
        var next = reading.until(reading.at + length);
        boolean verb = VERBS.contains(question.text(reading.at));
        if (verb
                && reading.aggregate.filter(Aggregate.SHARE::equals).isPresent()
                && reading.head.isPresent()) {
            next.counting = true;
        }
        return List.of(next);
    }
}
