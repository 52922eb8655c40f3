/**
 * The Data Analysis Team: a question becomes SQL, the SQL becomes rows, and the rows become an
 * answer that says nothing which they do not. Entry types are {@link
 * dev.understudy.agent.analysis.DataAnalysisTeam}, and {@link
 * dev.understudy.agent.analysis.OfflineAnswers} where no model answers. What works on one query is
 * for that query's virtual thread only.
 */
@NullMarked
package dev.understudy.agent.analysis;

import org.jspecify.annotations.NullMarked;
