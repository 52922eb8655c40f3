/** The agents: tool. */
@org.jspecify.annotations.NullMarked
package dev.understudy.agent.tool;
