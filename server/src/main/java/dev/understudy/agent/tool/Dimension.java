package dev.understudy.agent.tool;

/** What a unit measures. */
enum Dimension {
    LENGTH("a length"),
    MASS("a mass"),
    AREA("an area"),
    VOLUME("a volume"),
    TEMPERATURE("a temperature"),
    TIME("a time"),
    SPEED("a speed"),
    DATA("an amount of data"),
    DATA_RATE("a data rate"),
    ENERGY("an energy"),
    POWER("a power"),
    PRESSURE("a pressure"),
    FUEL("a fuel consumption");

    private final String title;

    Dimension(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
