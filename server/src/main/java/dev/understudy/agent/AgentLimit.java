package dev.understudy.agent;

/** What a team's work is bounded by. */
public enum AgentLimit {
    MODEL_CALLS("MAX_AGENT_MODEL_CALLS", "call models"),
    TURNS("MAX_AGENT_TURNS", "go through rounds of tools"),
    TOOL_CALLS("MAX_AGENT_TOOL_CALLS", "use tools"),
    SQL_STATEMENTS("MAX_AGENT_SQL_STATEMENTS", "run SQL statements"),
    TOKENS("MAX_AGENT_TOKENS", "use");

    private final String setting;
    private final String action;

    AgentLimit(String setting, String action) {
        this.setting = setting;
        this.action = action;
    }

    /** The setting that moves it. */
    public String setting() {
        return setting;
    }

    /** What the agents may do so often; of tokens, what they do with them. */
    String action() {
        return action;
    }
}
