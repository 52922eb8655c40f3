package dev.understudy.settings;

import static dev.understudy.settings.Group.AGENTS;

import java.util.List;
import java.util.Optional;

/** The bounds of the agents, and whom they call for help. */
public final class AgentSettings {
    public static final Setting<Integer> AGENT_RETRY_ATTEMPTS =
            Setting.of(
                            "AGENT_RETRY_ATTEMPTS",
                            AGENTS,
                            ValueType.wholeNumber(0, 20),
                            "3",
                            "How often an agent may repair one step, such as a faulty SQL statement,"
                                    + " the original's.")
                    .notUsedYet();

    public static final Setting<Optional<String>> AGENT_ESCALATION_EMAIL =
            Setting.of(
                            "AGENT_ESCALATION_EMAIL",
                            AGENTS,
                            ValueType.text("a mail address", "[^\\s@]{1,64}@[^\\s@]{1,255}")
                                    .optional(),
                            "",
                            "Who gets a mail when a model fails or the quota is spent; the original"
                                    + " required it.")
                    .whenUnset("no mail is sent")
                    .notUsedYet();

    static final List<Setting<?>> ALL = List.of(AGENT_RETRY_ATTEMPTS, AGENT_ESCALATION_EMAIL);

    private AgentSettings() {}
}
