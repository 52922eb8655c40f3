package dev.understudy.data.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A number, word or sign of a text. Words are in lower case, signs in one notation ({@code × ÷ ^}).
 */
record Token(Kind kind, String text) {
    enum Kind {
        NUMBER,
        WORD,
        SIGN,
        /** What is no number, word or sign of arithmetic: {@code $5}, {@code 12th}, {@code 007}. */
        STRANGE
    }

    /** The longest number that is read, in digits and separators. */
    static final int LONGEST_NUMBER = 100;

    private static final Pattern NUMBER =
            Pattern.compile("(?:[1-9]\\d{0,2}(?:,\\d{3})+|[1-9]\\d*|0)?(?:\\.\\d+)?");

    /** What must not follow a number, for it would then be part of something else. */
    private static final Pattern MORE = Pattern.compile("[\\d\\p{L}_#:]|[.]\\d");

    private static final Pattern TIMES = Pattern.compile("[xX]\\s*\\d");
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\d_'’-]*");
    private static final Pattern STRANGE = Pattern.compile("\\S[^\\s()+*/^%=?!]*");
    private static final Map<String, String> SIGNS =
            Map.ofEntries(
                    Map.entry("**", "^"),
                    Map.entry("*", "×"),
                    Map.entry("×", "×"),
                    Map.entry("·", "×"),
                    Map.entry("/", "÷"),
                    Map.entry("÷", "÷"),
                    Map.entry("+", "+"),
                    Map.entry("-", "-"),
                    Map.entry("−", "-"),
                    Map.entry("^", "^"),
                    Map.entry("%", "%"),
                    Map.entry("(", "("),
                    Map.entry(")", ")"),
                    Map.entry(",", ","),
                    Map.entry("=", "="),
                    Map.entry("?", "?"),
                    Map.entry("!", "!"),
                    Map.entry(".", "."),
                    Map.entry(":", ":"));

    static Token word(String text) {
        return new Token(Kind.WORD, text);
    }

    static Token sign(String text) {
        return new Token(Kind.SIGN, text);
    }

    static Token number(String text) {
        return new Token(Kind.NUMBER, text);
    }

    boolean is(String wordOrSign) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(wordOrSign);
    }

    BigDecimal number() {
        return new BigDecimal(text.replace(",", ""));
    }

    static List<Token> allOf(String text) {
        var tokens = new ArrayList<Token>();
        var at = 0;
        while (at < text.length()) {
            var c = text.charAt(at);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                at++;
                continue;
            }
            var length = numberAt(text, at);
            if (length > 0) {
                tokens.add(number(text.substring(at, at + length)));
            } else if (lengthOf(TIMES, text, at) > 0) {
                tokens.add(sign("×"));
                length = 1;
            } else if (c == '²' || c == '³') {
                tokens.addAll(List.of(sign("^"), number(c == '²' ? "2" : "3")));
                length = 1;
            } else if (c == '√') {
                tokens.add(word("sqrt"));
                length = 1;
            } else if ((length = lengthOf(WORD, text, at)) > 0) {
                var word = text.substring(at, at + length).replace('’', '\'');
                tokens.add(word(word.toLowerCase(Locale.ROOT)));
            } else if ((length = signAt(text, at)) > 0) {
                tokens.add(sign(SIGNS.getOrDefault(text.substring(at, at + length), "")));
            } else {
                length = lengthOf(STRANGE, text, at);
                tokens.add(new Token(Kind.STRANGE, text.substring(at, at + length)));
            }
            at += length;
        }
        return List.copyOf(tokens);
    }

    private static int numberAt(String text, int at) {
        var length = lengthOf(NUMBER, text, at);
        var after = at + length;
        if (length == 0 || length > LONGEST_NUMBER) return 0;
        return lengthOf(MORE, text, after) == 0 || lengthOf(TIMES, text, after) > 0 ? length : 0;
    }

    private static int signAt(String text, int at) {
        if (text.startsWith("**", at)) return 2;
        var startsNumber = text.charAt(at) == '.' && lengthOf(MORE, text, at) > 0;
        return SIGNS.containsKey(text.substring(at, at + 1)) && !startsNumber ? 1 : 0;
    }

    private static int lengthOf(Pattern pattern, String text, int at) {
        var matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher.end() - at : 0;
    }
}
