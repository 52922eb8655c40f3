/**
 * Chooses the team for a question: by rules where they are certain, else by one small call of a
 * model. {@link dev.understudy.agent.supervisor.Supervisor} is the entry.
 */
@NullMarked
package dev.understudy.agent.supervisor;

import org.jspecify.annotations.NullMarked;
