/** Proses and what is wrong with them, as tables. */
@org.jspecify.annotations.NullMarked
package dev.understudy.agent.analysis.prose;
