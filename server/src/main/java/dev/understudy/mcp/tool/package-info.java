/**
 * The served tools: questions to the agents, and the sources' tables. Statements go through the
 * guard, questions through the gateway; there is no other way to either.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.mcp.tool;
