/**
 * Checks what a model says of a result: every number and every date in its prose must be borne out
 * by the rows. Entry type is {@link dev.understudy.agent.analysis.prose.ProseCheck}. Everything
 * here is pure, and so safe for any number of threads.
 */
@NullMarked
package dev.understudy.agent.analysis.prose;

import org.jspecify.annotations.NullMarked;
