package dev.understudy.gateway;

import dev.understudy.data.result.ResultTable;

/**
 * What an answer about data rests on.
 *
 * @param source the name of the source
 * @param sql the statement that was run
 */
public record Findings(String source, String sql, ResultTable table) {}
