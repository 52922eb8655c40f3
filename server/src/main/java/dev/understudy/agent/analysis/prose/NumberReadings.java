package dev.understudy.agent.analysis.prose;

import dev.understudy.agent.analysis.prose.ProseNumber.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What digits with points, commas and spaces between them can mean. Pure. */
final class NumberReadings {
    /** More digits are no number that anybody states. */
    private static final int MOST_CHARS = 60;

    private static final Pattern INTEGER = Pattern.compile("\\d+");

    /** Nobody writes 200 as 200,000 to mean three places behind the comma. */
    private static final Pattern DECIMAL = Pattern.compile("\\d*[.,](?!000$)\\d+");

    /** Groups of three with one sign between them, and perhaps a fraction behind another sign. */
    private static final Pattern GROUPED =
            Pattern.compile(
                    "\\d{1,3}([.,'’ \\u00a0\\u202f\\u2009])\\d{3}(?:\\1\\d{3})*(?:(?!\\1)[.,]\\d+)?");

    /** Lakh and crore: 12,34,567. */
    private static final Pattern INDIAN =
            Pattern.compile("\\d{1,2}(?:,\\d{2})+,\\d{3}(?:\\.\\d+)?");

    private NumberReadings() {}

    /** Every number that the text can be; none where it is no single number. */
    static List<Reading> of(String digits) {
        var readings = new ArrayList<Reading>();
        if (digits.length() > MOST_CHARS) {
            return readings;
        }
        if (INTEGER.matcher(digits).matches()) {
            readings.add(reading(digits));
        }
        if (DECIMAL.matcher(digits).matches()) {
            readings.add(reading(digits.replace(',', '.')));
        }
        var grouped = GROUPED.matcher(digits);
        if (grouped.matches()) {
            readings.add(reading(digits.replace(grouped.group(1), "").replace(',', '.')));
        }
        if (INDIAN.matcher(digits).matches()) {
            readings.add(reading(digits.replace(",", "")));
        }
        return readings;
    }

    private static Reading reading(String plain) {
        var value = new BigDecimal(plain.startsWith(".") ? "0" + plain : plain);
        return new Reading(value, BigDecimal.ONE.scaleByPowerOfTen(-value.scale()));
    }
}
