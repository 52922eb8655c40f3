package dev.understudy.data.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads numbers in English words, up to billions: {@code twenty-five thousand}, {@code 3 million}.
 */
final class NumberWords {
    private static final List<String> UNITS =
            List.of(
                    ("zero one two three four five six seven eight nine ten eleven twelve thirteen"
                                    + " fourteen fifteen sixteen seventeen eighteen nineteen")
                            .split(" "));
    private static final List<String> TENS =
            List.of("- - twenty thirty forty fifty sixty seventy eighty ninety".split(" "));
    private static final List<String> SCALES = List.of("thousand", "million", "billion");

    private NumberWords() {}

    /**
     * The tokens with each longest run of number words as one number. Words that do not continue
     * the number before them ({@code three four}) begin a new one, at which the grammar then stops.
     */
    static List<Token> asDigits(List<Token> tokens) {
        var words = tokens.stream().flatMap(NumberWords::withoutHyphen).toList();
        var result = new ArrayList<Token>();
        var at = 0;
        while (at < words.size()) {
            var scale = at + 1 < words.size() ? scale(words.get(at + 1)) : 0;
            if (words.get(at).kind() == Token.Kind.NUMBER && scale > 0) {
                result.add(number(words.get(at).number().scaleByPowerOfTen(3 * scale)));
                at += 2;
                continue;
            }
            var spoken = new Spoken();
            var from = at;
            while (at < words.size() && spoken.goesOnWith(words.get(at))) at++;
            if (at > from) result.add(number(BigDecimal.valueOf(spoken.total + spoken.group)));
            else result.add(words.get(at++));
        }
        return List.copyOf(result);
    }

    private static Stream<Token> withoutHyphen(Token token) {
        var parts = List.of(token.text().split("-", -1));
        var isNumber = parts.size() == 2 && TENS.contains(parts.getFirst());
        return token.kind() == Token.Kind.WORD && isNumber
                ? parts.stream().map(Token::word)
                : Stream.of(token);
    }

    private static Token number(BigDecimal value) {
        return Token.number(value.toPlainString());
    }

    /**
     * How many thousands are multiplied: 1 for a thousand, 2 for a million; 0 for any other word.
     */
    private static int scale(Token token) {
        return token.kind() == Token.Kind.WORD ? SCALES.indexOf(token.text()) + 1 : 0;
    }

    /** The number so far: groups already multiplied by their scale, and the group under way. */
    private static final class Spoken {
        private long total;
        private long group;
        private int lastScale = SCALES.size() + 1;
        private boolean groupBegun;
        private boolean unitsSaid;

        boolean goesOnWith(Token token) {
            if (token.kind() != Token.Kind.WORD) return false;
            var unit = UNITS.indexOf(token.text());
            var ten = TENS.indexOf(token.text());
            var scale = scale(token);
            if (unit >= 0) return said(unit, unit < 10 ? 10 : 100, unit > 0 || total == 0);
            if (ten > 1) return said(10L * ten, 100, true);
            if (token.text().equals("hundred")) return hundred();
            if (scale == 0 || scale >= lastScale || group == 0) return false;
            total += group * Math.powExact(1000L, scale);
            lastScale = scale;
            group = 0;
            groupBegun = false;
            unitsSaid = false;
            return true;
        }

        private boolean said(long value, int free, boolean possible) {
            if (unitsSaid || !possible || group % free != 0) return false;
            if (value == 0 && groupBegun) return false;
            group += value;
            groupBegun = true;
            unitsSaid = value < 20;
            return true;
        }

        private boolean hundred() {
            if (group < 1 || group > 99) return false;
            group *= 100;
            unitsSaid = false;
            return true;
        }
    }
}
