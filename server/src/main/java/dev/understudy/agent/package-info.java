/** The agents behind {@code autogen-agents}: a supervisor and its two teams. */
@NullMarked
package dev.understudy.agent;

import org.jspecify.annotations.NullMarked;
