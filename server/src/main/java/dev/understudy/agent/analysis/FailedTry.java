package dev.understudy.agent.analysis;

/**
 * A plan that came to nothing.
 *
 * @param reply the model's own words
 * @param sql the statement; empty where there was none to be read
 */
record FailedTry(String reply, String sql, Repair repair) {}
