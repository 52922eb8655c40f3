package dev.understudy.settings;

import static dev.understudy.settings.Group.AGENTS;

import java.util.List;

/** The bounds of the agents. */
public final class AgentSettings {
    public static final Setting<Integer> AGENT_RETRY_ATTEMPTS =
            Setting.of(
                    "AGENT_RETRY_ATTEMPTS",
                    AGENTS,
                    ValueType.wholeNumber(0, 20),
                    "3",
                    "How often an agent may repair one step, such as a faulty SQL statement,"
                            + " the original's.");

    public static final Setting<Integer> MAX_AGENT_MODEL_CALLS =
            bound(
                    "MAX_AGENT_MODEL_CALLS",
                    1,
                    100,
                    "12",
                    "calls of models for one query of the agents, the supervisor's too; a data question needs two or three.");

    public static final Setting<Integer> MAX_AGENT_TURNS =
            bound(
                    "MAX_AGENT_TURNS",
                    1,
                    100,
                    "8",
                    "rounds in which the general team uses tools for one query.");

    public static final Setting<Integer> MAX_AGENT_TOOL_CALLS =
            bound(
                    "MAX_AGENT_TOOL_CALLS",
                    1,
                    1_000,
                    "16",
                    "uses of tools for one query of the agents.");

    public static final Setting<Integer> MAX_AGENT_SQL_STATEMENTS =
            bound(
                    "MAX_AGENT_SQL_STATEMENTS",
                    1,
                    100,
                    "6",
                    "SQL statements that are run for one query.");

    public static final Setting<Integer> MAX_AGENT_TOKENS =
            bound(
                    "MAX_AGENT_TOKENS",
                    1_000,
                    100_000_000,
                    "200000",
                    "tokens of all calls for one query of the agents, prompts and replies; some twenty times what a data question needs.");

    static final List<Setting<?>> ALL =
            List.of(
                    AGENT_RETRY_ATTEMPTS,
                    MAX_AGENT_MODEL_CALLS,
                    MAX_AGENT_TURNS,
                    MAX_AGENT_TOOL_CALLS,
                    MAX_AGENT_SQL_STATEMENTS,
                    MAX_AGENT_TOKENS);

    private AgentSettings() {}

    private static Setting<Integer> bound(
            String key, int least, int most, String byDefault, String what) {
        return Setting.of(
                key, AGENTS, ValueType.wholeNumber(least, most), byDefault, "The most " + what);
    }
}
