package dev.understudy.data.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Numbers where there is little room: 1.2M, 350k, 0.0042. Pure. */
final class ShortNumber {
    private record Unit(int power, String sign) {}

    private static final List<Unit> UNITS =
            List.of(new Unit(12, "T"), new Unit(9, "B"), new Unit(6, "M"), new Unit(3, "k"));

    /** Digits that count. */
    private static final MathContext DIGITS = new MathContext(4);

    private ShortNumber() {}

    static String of(BigDecimal value) {
        var rounded = value.round(DIGITS);
        for (var unit : UNITS) {
            // 9,999 and less stay as they are: a k would not make them shorter.
            var from = BigDecimal.ONE.scaleByPowerOfTen(Math.max(unit.power(), 4));
            if (rounded.abs().compareTo(from) >= 0) {
                return plain(rounded.scaleByPowerOfTen(-unit.power())) + unit.sign();
            }
        }
        return plain(rounded);
    }

    private static String plain(BigDecimal value) {
        var text = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        return text.length() > 12 ? value.stripTrailingZeros().toString() : text;
    }
}
