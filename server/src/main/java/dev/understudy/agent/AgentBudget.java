package dev.understudy.agent;

import dev.understudy.chat.TokenUsage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is left of the {@link AgentLimits} for one query. Each method takes one place and gives
 * nothing, or takes none and gives the limit that stands against it. For one thread.
 */
public final class AgentBudget {
    private final AgentLimits limits;
    private final Map<AgentLimit, Long> used = new EnumMap<>(AgentLimit.class);

    public AgentBudget(AgentLimits limits) {
        this.limits = limits;
    }

    /**
     * Before each call of a model. Also refused once the tokens are used up: what a call costs is
     * known only afterwards, so the last one may go past their bound.
     */
    public Optional<Exhausted> takeModelCall() {
        return exhausted(AgentLimit.TOKENS).or(() -> take(AgentLimit.MODEL_CALLS));
    }

    /** Before the tools of one reply are run. */
    public Optional<Exhausted> takeTurn() {
        return take(AgentLimit.TURNS);
    }

    /** Before each use of a tool. */
    public Optional<Exhausted> takeToolCall() {
        return take(AgentLimit.TOOL_CALLS);
    }

    /** Before each statement that is run. */
    public Optional<Exhausted> takeSqlStatement() {
        return take(AgentLimit.SQL_STATEMENTS);
    }

    /** Counts what a call used. */
    public void spend(TokenUsage usage) {
        used.merge(AgentLimit.TOKENS, usage.promptTokens(), AgentBudget::sum);
        used.merge(AgentLimit.TOKENS, usage.completionTokens(), AgentBudget::sum);
    }

    /** How often one step may be repaired; whoever repairs counts. */
    public int repairs() {
        return limits.repairs();
    }

    private Optional<Exhausted> take(AgentLimit limit) {
        var exhausted = exhausted(limit);
        if (exhausted.isEmpty()) {
            used.merge(limit, 1L, AgentBudget::sum);
        }
        return exhausted;
    }

    private Optional<Exhausted> exhausted(AgentLimit limit) {
        long bound = bound(limit);
        return used.getOrDefault(limit, 0L) < bound
                ? Optional.empty()
                : Optional.of(new Exhausted(limit, bound));
    }

    private long bound(AgentLimit limit) {
        return switch (limit) {
            case MODEL_CALLS -> limits.modelCalls();
            case TURNS -> limits.turns();
            case TOOL_CALLS -> limits.toolCalls();
            case SQL_STATEMENTS -> limits.sqlStatements();
            case TOKENS -> limits.tokens();
        };
    }

    /** An upstream can claim any number of tokens; a sum must not wrap around. */
    private static long sum(long first, long second) {
        return Long.MAX_VALUE - first < second ? Long.MAX_VALUE : first + second;
    }
}
