package dev.understudy.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.TokenUsage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AgentBudgetTest {
    private static final AgentLimits LIMITS = new AgentLimits(12, 8, 16, 6, 200_000, 3);

    private static final Map<AgentLimit, Function<AgentBudget, Optional<Exhausted>>> TAKEN =
            Map.of(
                    AgentLimit.MODEL_CALLS, AgentBudget::takeModelCall,
                    AgentLimit.TURNS, AgentBudget::takeTurn,
                    AgentLimit.TOOL_CALLS, AgentBudget::takeToolCall,
                    AgentLimit.SQL_STATEMENTS, AgentBudget::takeSqlStatement);

    private static final Map<AgentLimit, Long> BOUNDS =
            Map.of(
                    AgentLimit.MODEL_CALLS, 12L,
                    AgentLimit.TURNS, 8L,
                    AgentLimit.TOOL_CALLS, 16L,
                    AgentLimit.SQL_STATEMENTS, 6L);

    @Test
    void eachLimitGivesExactlyItsBoundAndThenNothingMore() {
        TAKEN.forEach((limit, take) -> {
            var budget = new AgentBudget(LIMITS);
            long bound = BOUNDS.getOrDefault(limit, 0L);
            for (long count = 1; count <= bound; count++) {
                assertThat(take.apply(budget)).as("%s, %d", limit, count).isEmpty();
            }
            for (int more = 0; more < 3; more++) {
                assertThat(take.apply(budget)).contains(new Exhausted(limit, bound));
            }
        });
    }

    @Test
    void aLimitThatIsUsedUpLeavesTheOthersAlone() {
        TAKEN.forEach((limit, take) -> {
            var budget = new AgentBudget(LIMITS);
            while (take.apply(budget).isEmpty()) {}
            TAKEN.forEach((other, takeOther) ->
                    assertThat(takeOther.apply(budget).isEmpty())
                            .as("%s after %s", other, limit)
                            .isEqualTo(other != limit));
        });
    }

    @Test
    void tokensOfAllCallsTogetherEndTheCalls() {
        var budget = new AgentBudget(LIMITS);
        budget.spend(new TokenUsage(150_000, 49_999, false));
        assertThat(budget.takeModelCall()).isEmpty();
        budget.spend(new TokenUsage(0, 1, true));
        assertThat(budget.takeModelCall()).contains(new Exhausted(AgentLimit.TOKENS, 200_000));
        assertThat(budget.takeSqlStatement()).isEmpty();
    }

    @Test
    void anAbsurdNumberOfTokensEndsTheCallsAndDoesNotWrapAround() {
        var budget = new AgentBudget(LIMITS);
        for (int call = 0; call < 3; call++) {
            budget.spend(new TokenUsage(Long.MAX_VALUE, Long.MAX_VALUE, false));
            assertThat(budget.takeModelCall()).isPresent();
        }
    }

    @Test
    void theReasonNamesTheBoundAndItsSetting() {
        assertThat(
                        List.of(
                                new Exhausted(AgentLimit.MODEL_CALLS, 12).reason(),
                                new Exhausted(AgentLimit.TURNS, 8).reason(),
                                new Exhausted(AgentLimit.TOOL_CALLS, 1).reason(),
                                new Exhausted(AgentLimit.SQL_STATEMENTS, 6).reason(),
                                new Exhausted(AgentLimit.TOKENS, 200_000).reason()))
                .containsExactly(
                        "The agents may call models 12 times for one question"
                                + " (MAX_AGENT_MODEL_CALLS), and have.",
                        "The agents may go through rounds of tools 8 times for one question"
                                + " (MAX_AGENT_TURNS), and have.",
                        "The agents may use tools 1 time for one question (MAX_AGENT_TOOL_CALLS),"
                                + " and have.",
                        "The agents may run SQL statements 6 times for one question"
                                + " (MAX_AGENT_SQL_STATEMENTS), and have.",
                        "The agents may use 200,000 tokens for one question (MAX_AGENT_TOKENS),"
                                + " and have.");
    }
}
