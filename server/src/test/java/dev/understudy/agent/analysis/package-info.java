/** The Data Analysis Team over a scripted model and scripted sources. */
@org.jspecify.annotations.NullMarked
package dev.understudy.agent.analysis;
