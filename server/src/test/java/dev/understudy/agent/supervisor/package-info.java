/** The agents: supervisor. */
@org.jspecify.annotations.NullMarked
package dev.understudy.agent.supervisor;
