package dev.understudy.data.offline.question;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One word of a question or of a name.
 *
 * @param text in small letters, without a possessive's ending; a number without separators
 * @param shown as it was written
 */
record Word(Kind kind, String text, String shown) {
    enum Kind {
        WORD,
        NUMBER,
        /** 2025-03-31. */
        DAY,
        /** What stood in quotation marks; {@code text} keeps its case. */
        QUOTED,
        COMMA,
        SIGN
    }

    private static final Pattern PIECES =
            Pattern.compile(
                    "(?<quoted>\"[^\"]*\"|(?<![\\p{L}\\d])'[^']+'(?![\\p{L}\\d]))"
                            + "|(?<day>(?<!\\d)\\d{4}-\\d{2}-\\d{2}(?!\\d))"
                            + "|(?<number>(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?![\\p{L}\\d]))"
                            + "|(?<word>[\\p{L}\\d]+(?:'[\\p{L}]+)?'?)"
                            + "|(?<comma>,)"
                            + "|(?<end>[?!.]+)"
                            + "|(?<sign>>=|<=|<>|!=|\\S)");

    /** The words of {@code text}; hyphens and underscores inside words separate them. */
    static List<Word> allOf(String text) {
        var plain =
                text.replace('’', '\'')
                        .replace('‘', '\'')
                        .replace('“', '"')
                        .replace('”', '"')
                        .replaceAll("(?<=\\p{L})[-_](?=[\\p{L}\\d])", " ");
        var words = new ArrayList<Word>();
        var matcher = PIECES.matcher(plain);
        while (matcher.find()) {
            of(matcher).ifPresent(words::add);
        }
        return List.copyOf(words);
    }

    private static Optional<Word> of(Matcher matcher) {
        var shown = matcher.group();
        if (matcher.group("end") != null) {
            return Optional.empty();
        }
        if (matcher.group("quoted") != null) {
            var inner = shown.substring(1, shown.length() - 1);
            return Optional.of(new Word(Kind.QUOTED, inner, shown));
        }
        if (matcher.group("day") != null) {
            return Optional.of(new Word(isDay(shown) ? Kind.DAY : Kind.SIGN, shown, shown));
        }
        if (matcher.group("number") != null) {
            return Optional.of(new Word(Kind.NUMBER, shown.replace(",", ""), shown));
        }
        if (matcher.group("word") != null) {
            var small = shown.toLowerCase(Locale.ROOT).replaceAll("'s?$", "");
            return Optional.of(new Word(Kind.WORD, small, shown));
        }
        var kind = matcher.group("comma") != null ? Kind.COMMA : Kind.SIGN;
        return Optional.of(new Word(kind, shown, shown));
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    boolean is(String wanted) {
        return kind != Kind.QUOTED && text.equals(wanted);
    }

    /** What is compared with names: the singular. */
    String stem() {
        return kind == Kind.WORD ? Stem.singular(text) : text;
    }

    BigDecimal number() {
        return new BigDecimal(text);
    }
}
