package dev.understudy.cli.drill;

/** The kinds of drills, in the order they are played. */
public enum DrillKind {
    /** A story with several questions, shown as its users saw it; its timings are of interest. */
    SCENARIO("scenarios", false, true),
    /** One question and one fault, held against a transcript; there are hundreds. */
    CASE("cases", true, false);

    private final String jsonName;
    private final boolean sideBySide;
    private final boolean detailed;

    DrillKind(String jsonName, boolean sideBySide, boolean detailed) {
        this.jsonName = jsonName;
        this.sideBySide = sideBySide;
        this.detailed = detailed;
    }

    /** Where the report as JSON has them. */
    public String jsonName() {
        return jsonName;
    }

    /** Whether several are played at the same time. */
    public boolean sideBySide() {
        return sideBySide;
    }

    /** Whether one that passed is shown with all its promises. */
    public boolean detailed() {
        return detailed;
    }
}
