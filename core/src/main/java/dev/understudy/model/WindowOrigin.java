package dev.understudy.model;

/** Where the figure for a model's context window comes from. */
public enum WindowOrigin {
    /** The operator said it. */
    CONFIGURED("configured"),
    /** The model's server said it. */
    LEARNT("learnt"),
    /** Nobody has said it yet. */
    ASSUMED("assumed");

    private final String wireName;

    WindowOrigin(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the API. */
    public String wireName() {
        return wireName;
    }
}
