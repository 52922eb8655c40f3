package dev.understudy.agent.analysis.prose;

import dev.understudy.agent.analysis.prose.ProseNumber.Kind;
import dev.understudy.agent.analysis.prose.ProseNumber.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the numbers in a prose and reads what stands around them. Pure. */
final class ProseNumbers {
    /** A prose with more than this many numbers is a table, and is not read to its end. */
    static final int MOST = 300;

    private static final Pattern LIST_MARK = Pattern.compile("(?m)^[\\s>*-]*\\d{1,2}[.)](?=\\s)");

    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}_])(?:\\d++(?:[.,'’\\u00a0\\u202f\\u2009]\\d++| \\d{3}(?!\\d)){0,20}+|[.,]\\d++)");

    private static final Pattern NOT_DIGITS = Pattern.compile("\\D+");

    private static final Pattern PERCENT =
            Pattern.compile(
                    "^[ \\u00a0\\u202f]?(?:%|percent|per cent|prozent|pp\\b)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern TIMES =
            Pattern.compile("^(?:[ -]?(?:x|×|times|fold|mal)(?!\\p{L}))", Pattern.CASE_INSENSITIVE);

    private static final Pattern ORDINAL =
            Pattern.compile("^(?:st|nd|rd|th)(?!\\p{L})", Pattern.CASE_INSENSITIVE);

    private static final Pattern RANKED =
            Pattern.compile(
                    "(?:#|no\\.|\\b(?:top|bottom|first|last|next|other|remaining|rank|place|number))\\s*$",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern APPROXIMATE =
            Pattern.compile(
                    "(?:[~≈]|\\b(?:about|around|approximately|roughly|nearly|almost|over|than|under"
                            + "|close to|some|circa|ca\\.|least|most|rund|etwa|fast|knapp|über|environ))"
                            + "[\\s*$€£]*$",
                    Pattern.CASE_INSENSITIVE);

    /** A power of ten, and the words for it. */
    private record Scale(int power, Pattern words) {
        Scale(int power, String words) {
            this(power, Pattern.compile("^" + words, Pattern.CASE_INSENSITIVE));
        }
    }

    private static final List<Scale> SCALES =
            List.of(
                    new Scale(3, "(?:k(?!\\p{L})|[ -]?(?:thousand|tausend))"),
                    new Scale(6, "(?:mn?(?!\\p{L})|[ -]?(?:million|mio(?!\\p{L})|mln))"),
                    new Scale(9, "(?:bn?(?!\\p{L})|[ -]?(?:billion|bn(?!\\p{L})|mrd|milliard))"),
                    new Scale(12, "(?:t(?!\\p{L})|[ -]?trillion)"));

    private static final Pattern SIGN =
            Pattern.compile(
                    "^ ?(?:%|percent|thousand|million|billion|trillion)|^\\p{L}{1,2}(?!\\p{L})",
                    Pattern.CASE_INSENSITIVE);

    private ProseNumbers() {}

    static List<ProseNumber> in(String prose) {
        var text = LIST_MARK.matcher(prose).replaceAll(it -> " ".repeat(it.group().length()));
        var numbers = new ArrayList<ProseNumber>();
        var number = NUMBER.matcher(text);
        while (number.find() && numbers.size() < MOST) {
            var readings = NumberReadings.of(number.group());
            if (readings.isEmpty()) {
                // A list without spaces: each of its parts is a number.
                for (var part : NOT_DIGITS.splitAsStream(number.group()).toList()) {
                    NumberReadings.of(part).stream()
                            .map(it -> new ProseNumber(part, List.of(it), Kind.PLAIN, false))
                            .forEach(numbers::add);
                }
            } else {
                numbers.add(read(text, number, readings));
            }
        }
        return numbers;
    }

    private static ProseNumber read(String text, Matcher number, List<Reading> readings) {
        var before = text.substring(Math.max(0, number.start() - 24), number.start());
        var after = text.substring(number.end(), Math.min(text.length(), number.end() + 24));
        var scaled =
                SCALES.stream()
                        .filter(it -> it.words().matcher(after).find())
                        .map(it -> BigDecimal.ONE.scaleByPowerOfTen(it.power()))
                        .flatMap(it -> readings.stream().map(reading -> reading.times(it)));
        return new ProseNumber(
                number.group() + word(after),
                Stream.concat(readings.stream(), scaled).toList(),
                kind(before, after),
                APPROXIMATE.matcher(before).find());
    }

    private static Kind kind(String before, String after) {
        if (PERCENT.matcher(after).find()) {
            return Kind.PERCENT;
        }
        if (ORDINAL.matcher(after).find() || RANKED.matcher(before).find()) {
            return Kind.RANK;
        }
        return TIMES.matcher(after).find() ? Kind.TIMES : Kind.PLAIN;
    }

    /** What makes it recognisable when it is named: a sign or a word of scale behind it. */
    private static String word(String after) {
        var sign = SIGN.matcher(after);
        return sign.find() ? after.substring(0, sign.end()) : "";
    }
}
