package dev.understudy.settings;

/** What a setting is about. The order is that of every list of settings. */
public enum Group {
    SERVER("Server"),
    MODELS("Models"),
    EXECUTION("Execution"),
    CONTEXT("Context and output"),
    QUOTA("Quota and ledger"),
    NOTICES("Notices"),
    ALERTS("Alerts"),
    AGENTS("Agents"),
    DATA("Data"),
    FRONT_END("Front end"),
    IDENTITY("Identity");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    /** The heading above the settings of this group. */
    public String title() {
        return title;
    }
}
