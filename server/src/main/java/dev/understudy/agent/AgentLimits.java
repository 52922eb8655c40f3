package dev.understudy.agent;

/**
 * What a team may use for one query. Its time is the query's own.
 *
 * @param modelCalls calls of models that were answered, the supervisor's too
 * @param turns rounds of the general team: one reply with tool calls and their results
 * @param toolCalls all tools together
 * @param sqlStatements statements that are run
 * @param tokens of all calls, prompts and replies
 * @param repairs how often one step may be repaired
 */
public record AgentLimits(
        int modelCalls, int turns, int toolCalls, int sqlStatements, long tokens, int repairs) {}
