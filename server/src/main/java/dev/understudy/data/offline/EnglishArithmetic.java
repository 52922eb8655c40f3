package dev.understudy.data.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns the English of a calculation into the calculator's own words and signs, phrase by phrase.
 * Only whole phrases are known: that {@code tell me} is, says nothing about {@code me}.
 */
final class EnglishArithmetic {
    /** What may come before the calculation, any number of them. */
    private static final Set<List<Token>> OPENINGS =
            phrases(
                    """
                    what is|what's|whats|what are|what does|what do you get for|how much is|how much are
                    how much does|calculate|compute|evaluate|solve|work out|figure out|find|tell me|give me
                    can you|could you|would you|please|hi|hello|hey|so|and|ok|okay|,|:|.
                    the result of|the value of|the exact value of|the answer to
                    """);

    /** What may come after it, any number of them. */
    private static final Set<List<Token>> ENDINGS =
            phrases("?|.|,|=|equal|equals|equal to|make|please|exactly|thanks|thank you|for me");

    private static final Map<List<Token>, List<Token>> MEANINGS =
            meanings(
                    """
                    plus -> +|added to -> +|minus -> -|times -> ×|multiplied by -> ×|x -> ×
                    divided by -> ÷|over -> ÷|modulo -> mod|percent -> %|per cent -> %|percentage -> %
                    squared -> ^ 2|cubed -> ^ 3|to the power of -> ^|to the power -> ^
                    raised to the power of -> ^|raised to the power -> ^
                    as a percentage of -> is what % of|as a percent of -> is what % of
                    square root -> sqrt|the square root -> sqrt|the sum -> sum|the product -> product
                    the average -> average|average -> average|the mean -> average|mean -> average
                    the maximum -> max|maximum -> max|the largest -> max|largest -> max
                    the minimum -> min|minimum -> min|the smallest -> min|smallest -> min
                    """);

    private static final int LONGEST_PHRASE = 5;

    /** The words that the calculator's grammar knows, and so need no translation. */
    private static final Set<String> GRAMMAR =
            Set.of(
                    "of",
                    "off",
                    "mod",
                    "sqrt",
                    "min",
                    "max",
                    "sum",
                    "product",
                    "average",
                    "half",
                    "double",
                    "twice",
                    "triple",
                    "add",
                    "subtract",
                    "multiply",
                    "divide",
                    "increase",
                    "decrease",
                    "reduce",
                    "by",
                    "to",
                    "from",
                    "and",
                    "is",
                    "what");

    private EnglishArithmetic() {}

    /** The calculation in a question: without what is said around it, in the calculator's words. */
    static List<Token> calculationIn(List<Token> question) {
        var from = 0;
        var to = question.size();
        for (var length = 1; length > 0; from += length)
            length = longestFrom(OPENINGS, question.subList(from, to));
        for (var length = 1; length > 0; to -= length)
            length = longestUpTo(ENDINGS, question.subList(from, to));
        return NumberWords.asDigits(translated(question.subList(from, to)));
    }

    /** What is left in a calculation that belongs to none, in its order. */
    static List<String> notUnderstoodIn(List<Token> calculation) {
        return calculation.stream().filter(token -> !isKnown(token)).map(Token::text).toList();
    }

    private static boolean isKnown(Token token) {
        return switch (token.kind()) {
            case NUMBER, SIGN -> true;
            case WORD -> GRAMMAR.contains(token.text());
            case STRANGE -> false;
        };
    }

    private static List<Token> translated(List<Token> tokens) {
        var result = new ArrayList<Token>();
        var at = 0;
        while (at < tokens.size()) {
            var length = longestFrom(MEANINGS.keySet(), tokens.subList(at, tokens.size()));
            var original = tokens.subList(at, at + Math.max(1, length));
            result.addAll(MEANINGS.getOrDefault(original, original));
            at += original.size();
        }
        return result;
    }

    private static int longestFrom(Set<List<Token>> phrases, List<Token> tokens) {
        var length = Math.min(LONGEST_PHRASE, tokens.size());
        while (length > 0 && !phrases.contains(tokens.subList(0, length))) length--;
        return length;
    }

    private static int longestUpTo(Set<List<Token>> phrases, List<Token> tokens) {
        var end = tokens.size();
        var length = Math.min(LONGEST_PHRASE, end);
        while (length > 0 && !phrases.contains(tokens.subList(end - length, end))) length--;
        return length;
    }

    private static Set<List<Token>> phrases(String table) {
        return Set.copyOf(table.strip().lines().flatMap(EnglishArithmetic::cells).toList());
    }

    private static Stream<List<Token>> cells(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(Token::allOf);
    }

    private static Map<List<Token>, List<Token>> meanings(String table) {
        var meanings = new HashMap<List<Token>, List<Token>>();
        for (var line : table.strip().lines().toList())
            for (var cell : line.split("\\|", -1)) {
                var sides = cell.split(" -> ", 2);
                meanings.put(Token.allOf(sides[0]), Token.allOf(sides[1]));
            }
        return Map.copyOf(meanings);
    }
}
