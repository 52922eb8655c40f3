/** The agents over scripted calls. */
@org.jspecify.annotations.NullMarked
package dev.understudy.agent;
