package dev.understudy.agent.tool;

import dev.understudy.chat.ToolSpec;
import java.util.Set;

/** Conversion of units as a tool. */
public final class UnitsTool implements Tool {
    static final String NAME = "convert_units";

    private static final ToolSpec SPEC =
            new ToolSpec(
                    NAME,
                    "Exact conversion of units: length, mass, area, volume, temperature, time,"
                            + " speed, data (kB and KiB), data rate, energy, power, pressure, fuel"
                            + " consumption (l/100km, mpg). Where a name has several meanings"
                            + " (gallon, ton) it gives all.",
                    """
                    {"type":"object","properties":{\
                    "value":{"type":"number"},\
                    "from":{"type":"string","description":"unit, e.g. mile, °F, kWh"},\
                    "to":{"type":"string","description":"unit, e.g. km, °C, MJ"}},\
                    "required":["value","from","to"]}\
                    """);

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolResult run(String argumentsJson) {
        var use = NAME;
        try {
            var arguments = Arguments.of(argumentsJson, Set.of("value", "from", "to"));
            var value = arguments.text("value");
            var from = arguments.text("from");
            var to = arguments.text("to");
            use = Arguments.shortened("convert %s %s to %s".formatted(value, from, to));
            return new ToolResult(use, Conversion.convert(value, from, to));
        } catch (BadArgument bad) {
            return ToolResult.error(use, bad.reason());
        }
    }
}
