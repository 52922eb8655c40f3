package dev.understudy.data.guard;

import static dev.understudy.data.guard.GuardRule.TOO_LARGE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Bounds how much longer a statement may make a text: calls that multiply lengths multiply each
 * other, also through subqueries, and an embedded database makes such texts outside of any limit of
 * memory. So their factors are multiplied over the whole statement, whatever stands in what. Pure.
 */
final class TextGrowth {
    private static final Set<String> REPEATING = Set.of("repeat", "replicate");
    private static final Set<String> REPLACING = Set.of("replace", "regexp_replace");

    /** They make one text of many rows or values. */
    private static final Set<String> GATHERING =
            Set.of(
                    "string_agg",
                    "group_concat",
                    "listagg",
                    "array_to_string",
                    "list_aggregate",
                    "list_string_agg");

    /** What a repetition of unknown length counts as: the most that one may be. */
    private static final long UNKNOWN = 1_000;

    private static final long MOST = 10_000;
    private static final long MOST_OF_GATHERED = 100;

    private TextGrowth() {}

    static void check(List<SqlToken> tokens) throws Objection {
        long factor = 1;
        boolean gathers = false;
        for (int at = 0; at + 1 < tokens.size(); at++) {
            if (tokens.get(at).kind() != SqlToken.Kind.WORD || !tokens.get(at + 1).isSign('(')) {
                continue;
            }
            var name = Names.lower(tokens.get(at).text());
            gathers |= GATHERING.contains(name);
            if (REPEATING.contains(name)) {
                factor = times(factor, number(argument(tokens, at + 1, 1)));
            } else if (REPLACING.contains(name)) {
                factor = times(factor, length(argument(tokens, at + 1, 2)));
            }
        }
        if (factor > (gathers ? MOST_OF_GATHERED : MOST)) {
            throw new Objection(
                    TOO_LARGE,
                    "Texts would become up to %d times as long; use repeat and replace less often."
                            .formatted(factor));
        }
    }

    private static long times(long factor, long more) {
        return Math.min(1_000_000_000, factor * Math.max(1, more));
    }

    /** The tokens of one argument of the call that opens at {@code open}, counted from 0. */
    private static List<SqlToken> argument(List<SqlToken> tokens, int open, int wanted) {
        var argument = new ArrayList<SqlToken>();
        int depth = 0;
        int index = 0;
        for (var token : tokens.subList(open, tokens.size())) {
            boolean opens = token.isSign('(') || token.isSign('[');
            boolean closes = token.isSign(')') || token.isSign(']');
            if (closes && --depth == 0) {
                break;
            }
            if (depth == 1 && token.isSign(',')) {
                index++;
            } else if (depth >= 1 && index == wanted) {
                argument.add(token);
            }
            if (opens) {
                depth++;
            }
        }
        return argument;
    }

    private static long number(List<SqlToken> argument) {
        if (argument.size() != 1 || argument.getFirst().kind() != SqlToken.Kind.NUMBER) {
            return UNKNOWN;
        }
        var digits = argument.getFirst().text();
        return digits.length() <= 6 && digits.chars().allMatch(Character::isDigit)
                ? Long.parseLong(digits)
                : UNKNOWN;
    }

    /** Of a literal without its quotes: one letter for another makes nothing longer. */
    private static long length(List<SqlToken> argument) {
        return argument.size() == 1 && argument.getFirst().kind() == SqlToken.Kind.TEXT
                ? argument.getFirst().text().length() - 2
                : UNKNOWN;
    }
}
