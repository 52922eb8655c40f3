package dev.understudy.alert;

/** The kinds of alerts; the wire names stand in the API's {@code alerts[].kind}. */
public enum AlertKind {
    MODEL_OUT("model_out", true),
    MODEL_NEEDS_OPERATOR("model_needs_operator", true),
    MODEL_BACK("model_back", false),
    QUOTA_NEARS_END("quota_nears_end", true),
    QUOTA_SPENT("quota_spent", true),
    LEDGER_UNUSABLE("ledger_unusable", true),
    LEDGER_USABLE("ledger_usable", false),
    DIRECTORY_UNREACHABLE("directory_unreachable", true),
    DIRECTORY_REACHABLE("directory_reachable", false),
    QUERIES_FAIL("queries_fail", true),
    QUERIES_ANSWERED("queries_answered", false);

    private final String wireName;
    private final boolean trouble;

    AlertKind(String wireName, boolean trouble) {
        this.wireName = wireName;
        this.trouble = trouble;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether something is wrong; else something is well again. */
    public boolean trouble() {
        return trouble;
    }
}
