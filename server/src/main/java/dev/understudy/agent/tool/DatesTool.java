package dev.understudy.agent.tool;

import dev.understudy.chat.ToolSpec;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/** Dates as a tool: what day one is, what lies between two, and what comes so long after one. */
public final class DatesTool implements Tool {
    static final String NAME = "dates";

    /** Of any unit: nobody asks for more, and it ends quickly. */
    private static final int MOST_ADDED = 100_000;

    private static final Set<String> KNOWN =
            Set.of("operation", "date", "to", "years", "months", "weeks", "days", "working_days");

    private static final ToolSpec SPEC =
            new ToolSpec(
                    NAME,
                    "Exact dates. describe: weekday, ISO week, day of the year, end of the month,"
                            + " days from today. difference: days, weeks, months, working days"
                            + " between date and to. add: the date so much later, or earlier with"
                            + " negative numbers. Working days are Monday to Friday; no holidays.",
                    """
                    {"type":"object","properties":{\
                    "operation":{"type":"string","enum":["describe","difference","add"]},\
                    "date":{"type":"string","description":"YYYY-MM-DD, today, tomorrow or yesterday; today if left out"},\
                    "to":{"type":"string","description":"for difference: the second date; today if left out"},\
                    "years":{"type":"integer"},"months":{"type":"integer"},"weeks":{"type":"integer"},\
                    "days":{"type":"integer"},"working_days":{"type":"integer"}},\
                    "required":["operation"]}\
                    """);

    private final InstantSource clock;
    private final ZoneId zone;

    /**
     * @param zone where today is decided
     */
    public DatesTool(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolResult run(String argumentsJson) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var use = NAME;
        try {
            var arguments = Arguments.of(argumentsJson, KNOWN);
            var operation = arguments.text("operation");
            var date = WrittenDate.of(arguments.optionalText("date").orElse("today"), today);
            var to = WrittenDate.of(arguments.optionalText("to").orElse("today"), today);
            use = "dates: " + Arguments.shortened(operation) + " " + date;
            return switch (operation) {
                case "describe" -> new ToolResult(use, DateFacts.described(date, today));
                case "difference" ->
                        new ToolResult(
                                "dates: from %s to %s".formatted(date, to),
                                DateFacts.between(date, to));
                case "add" -> new ToolResult(use, added(date, arguments));
                default -> throw new BadArgument("operation must be describe, difference or add");
            };
        } catch (BadArgument bad) {
            return ToolResult.error(use, bad.reason());
        } catch (DateTimeException _) {
            return ToolResult.error(use, "that is no date between the years 1 and 9999");
        }
    }

    private static String added(LocalDate date, Arguments arguments) throws BadArgument {
        var later =
                date.plusYears(arguments.wholeNumber("years", MOST_ADDED))
                        .plusMonths(arguments.wholeNumber("months", MOST_ADDED))
                        .plusWeeks(arguments.wholeNumber("weeks", MOST_ADDED))
                        .plusDays(arguments.wholeNumber("days", MOST_ADDED));
        int working = arguments.wholeNumber("working_days", MOST_ADDED);
        return DateFacts.named(WrittenDate.bounded(WorkingDays.after(later, working)));
    }
}
