package dev.understudy.settings;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How the text of a setting is read and written.
 *
 * @param range the allowed values in words, to follow "must be"
 * @param secret whether values must never be shown
 * @param parser reads a text without surrounding blanks
 * @param format writes a value so that the parser reads it back; not used for secrets
 */
public record ValueType<T>(
        String range, boolean secret, Parser<T> parser, Function<T, String> format) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,12}(\\.\\d{1,12})?");
    private static final Pattern UNDERSCORE_IN_NUMBER = Pattern.compile("(?<=\\d)_(?=\\d)");

    /** Reads a value, or throws {@link WrongValueException}. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(String text, PathBase base);
    }

    T parse(String text, PathBase base) {
        return parser.parse(text, base);
    }

    static ValueType<String> text() {
        return text("any text", ".*");
    }

    /** Text that matches {@code pattern} whole. */
    static ValueType<String> text(String range, String pattern) {
        var compiled = Pattern.compile(pattern, Pattern.DOTALL);
        return new ValueType<>(
                range,
                false,
                (text, _) -> {
                    if (!compiled.matcher(text).matches()) {
                        throw new WrongValueException();
                    }
                    return text;
                },
                text -> text);
    }

    static ValueType<Secret> hidden() {
        return new ValueType<>("any text", true, (text, _) -> new Secret(text), _ -> Secret.MASK);
    }

    /** A key that is sent in a header: no blanks, no control characters, ASCII. */
    static ValueType<Secret> key() {
        var printable = Pattern.compile("[\\x21-\\x7e]+");
        return new ValueType<>(
                "a key without blanks, in ASCII",
                true,
                (text, _) -> {
                    if (!printable.matcher(text).matches()) {
                        throw new WrongValueException();
                    }
                    return new Secret(text);
                },
                _ -> Secret.MASK);
    }

    static ValueType<Integer> wholeNumber(int least, int most) {
        return new ValueType<>(
                "a whole number %d..%d".formatted(least, most),
                false,
                (text, _) -> (int) readWhole(text, least, most),
                String::valueOf);
    }

    /** A whole number that may be larger than other whole numbers. */
    static ValueType<Long> count(long least, long most) {
        return new ValueType<>(
                "a whole number %d..%d".formatted(least, most),
                false,
                (text, _) -> readWhole(text, least, most),
                String::valueOf);
    }

    static ValueType<Double> decimal(String least, String most) {
        return new ValueType<>(
                "a number %s..%s".formatted(least, most),
                false,
                (text, _) -> readDecimal(text, least, most).doubleValue(),
                number -> plain(BigDecimal.valueOf(number)));
    }

    static ValueType<Duration> seconds(String least, String most) {
        return new ValueType<>(
                "seconds %s..%s, fractions allowed".formatted(least, most),
                false,
                (text, _) ->
                        Duration.ofNanos(
                                readDecimal(text, least, most).movePointRight(9).longValue()),
                duration -> plain(BigDecimal.valueOf(duration.toNanos(), 9)));
    }

    /** A switch; the spellings are those that the original's settings library took. */
    static ValueType<Boolean> onOff() {
        return new ValueType<>(
                "true or false",
                false,
                (text, _) ->
                        switch (text.toLowerCase(Locale.ROOT)) {
                            case "true", "t", "yes", "y", "on", "1" -> true;
                            case "false", "f", "no", "n", "off", "0" -> false;
                            default -> throw new WrongValueException();
                        },
                String::valueOf);
    }

    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> choices) {
        var all = List.of(choices.getEnumConstants());
        var names = all.stream().map(ValueType::choice).collect(joining(", "));
        return new ValueType<>(
                all.size() == 1 ? "\"" + names + "\" in this version" : "one of " + names,
                false,
                (text, _) ->
                        all.stream()
                                .filter(one -> choice(one).equalsIgnoreCase(text))
                                .findFirst()
                                .orElseThrow(WrongValueException::new),
                ValueType::choice);
    }

    static ValueType<Path> path() {
        return new ValueType<>(
                "a path; a relative one starts at the home",
                false,
                (text, base) -> base.resolve(text),
                Path::toString);
    }

    static ValueType<ZoneId> zone() {
        return new ValueType<>(
                "an IANA time zone, as in Europe/Berlin",
                false,
                (text, _) -> {
                    try {
                        return ZoneId.of(text);
                    } catch (DateTimeException _) {
                        throw new WrongValueException();
                    }
                },
                ZoneId::getId);
    }

    /** Values separated by commas; at most 100. */
    static <E> ValueType<List<E>> listOf(String range, ValueType<E> one) {
        return new ValueType<>(
                range,
                one.secret,
                (text, base) -> {
                    var parts = text.isEmpty() ? new String[0] : text.split(",", -1);
                    if (parts.length > 100) {
                        throw new WrongValueException("more than 100 entries");
                    }
                    return Arrays.stream(parts).map(it -> one.parse(it.strip(), base)).toList();
                },
                all -> all.stream().map(one.format).collect(joining(",")));
    }

    /** The same type with other words for its range. */
    ValueType<T> described(String words) {
        return new ValueType<>(words, secret, parser, format);
    }

    /** The same type for a setting that may be left unset. */
    ValueType<Optional<T>> optional() {
        return new ValueType<>(
                range,
                secret,
                (text, base) ->
                        text.isEmpty() ? Optional.empty() : Optional.of(parser.parse(text, base)),
                value -> value.map(format).orElse(""));
    }

    private static String choice(Enum<?> constant) {
        return constant.toString();
    }

    private static long readWhole(String text, long least, long most) {
        var digits = UNDERSCORE_IN_NUMBER.matcher(text).replaceAll("");
        if (!WHOLE_NUMBER.matcher(digits).matches()) {
            throw new WrongValueException();
        }
        var number = Long.parseLong(digits);
        if (number < least || number > most) {
            throw new WrongValueException();
        }
        return number;
    }

    private static BigDecimal readDecimal(String text, String least, String most) {
        var digits = UNDERSCORE_IN_NUMBER.matcher(text).replaceAll("");
        if (!DECIMAL.matcher(digits).matches()) {
            throw new WrongValueException();
        }
        var number = new BigDecimal(digits);
        if (number.compareTo(new BigDecimal(least)) < 0
                || number.compareTo(new BigDecimal(most)) > 0) {
            throw new WrongValueException();
        }
        return number;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
