package dev.understudy.settings;

import java.util.Locale;

/**
 * How much is logged. The names are the original's; {@code WARN} and {@code CRITICAL} are taken
 * too.
 */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARNING,
    ERROR;

    static ValueType<LogLevel> type() {
        var plain = ValueType.oneOf(LogLevel.class);
        return new ValueType<>(
                plain.range(),
                false,
                (text, base) ->
                        switch (text.toUpperCase(Locale.ROOT)) {
                            case "WARN" -> WARNING;
                            case "CRITICAL" -> ERROR;
                            default -> plain.parse(text, base);
                        },
                plain.format());
    }
}
