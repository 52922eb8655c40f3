/** The agents: general. */
@org.jspecify.annotations.NullMarked
package dev.understudy.agent.general;
