package dev.understudy.agent.tool;

import dev.understudy.data.offline.Calculation;
import dev.understudy.data.offline.Calculator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns an amount of one unit into another, exactly. */
final class Conversion {
    /** Readings that are shown where a name means several units. */
    private static final int MOST_READINGS = 6;

    /** Digits, and zeros around them: an electronvolt in terawatt hours, and more. */
    private static final int MOST_DIGITS = 40;

    private static final int MOST_ZEROS = 60;

    /** More digits than this are rounded, exact or not: nobody reads them. */
    private static final int MOST_SHOWN = 20;

    private static final MathContext ROUNDED = new MathContext(12);

    private Conversion() {}

    /** One line for each reading of the two names: {@code 5 mi = 8.04672 km}. */
    static String convert(String value, String from, String to) throws BadArgument {
        var amount = amount(value);
        var sources = known(from);
        var targets = known(to);
        var lines = new ArrayList<String>();
        for (var source : sources) {
            for (var target : targets) {
                if (source.dimension() == target.dimension()) {
                    lines.add(line(amount, source, target));
                }
            }
        }
        if (lines.isEmpty()) {
            throw new BadArgument(
                    "%s is %s and %s is %s: one cannot be turned into the other"
                            .formatted(
                                    Arguments.shortened(from),
                                    sources.getFirst().dimension().title(),
                                    Arguments.shortened(to),
                                    targets.getFirst().dimension().title()));
        }
        return lines.stream().limit(MOST_READINGS).collect(Collectors.joining("\n"));
    }

    private static String line(String amount, Unit from, Unit to) throws BadArgument {
        return switch (Calculator.calculate(to.fromBase(from.toBase(amount)))) {
            case Calculation.Exact(var text, var value) ->
                    shown(amount, from, shortened("= " + text, value), to);
            case Calculation.Rounded(var text, var value) ->
                    shown(amount, from, shortened(text, value), to);
            case Calculation.Undefined(var reason) -> throw new BadArgument(reason);
            case Calculation.Unreadable(_, var reason) -> throw new BadArgument(reason);
        };
    }

    private static String shortened(String text, BigDecimal value) {
        return value.precision() <= MOST_SHOWN
                ? text
                : "≈ " + value.round(ROUNDED).stripTrailingZeros().toPlainString();
    }

    private static String shown(String amount, Unit from, String result, Unit to) {
        return "%s %s %s %s".formatted(amount, from.symbol(), result, to.symbol());
    }

    private static String amount(String value) throws BadArgument {
        try {
            var number =
                    new BigDecimal(value.replace(",", "").replace('−', '-')).stripTrailingZeros();
            if (Math.abs((long) number.scale()) <= MOST_ZEROS
                    && number.precision() <= MOST_DIGITS) {
                return number.toPlainString();
            }
        } catch (NumberFormatException _) {
            // Said below, together with numbers that are too long.
        }
        throw new BadArgument(
                "the value must be a number of at most %d digits, and is %s"
                        .formatted(MOST_DIGITS, Arguments.shortened(value)));
    }

    private static List<Unit> known(String name) throws BadArgument {
        var found = Units.named(name);
        if (!found.isEmpty()) {
            return found;
        }
        var nearest = Units.nearest(name);
        throw new BadArgument(
                "no unit is called \"%s\"%s"
                        .formatted(
                                Arguments.shortened(name),
                                nearest.isEmpty()
                                        ? ""
                                        : "; perhaps " + String.join(", ", nearest)));
    }
}
