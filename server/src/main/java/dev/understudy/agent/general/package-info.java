/** The team for everything that is no question about data: a model with tools. */
@NullMarked
package dev.understudy.agent.general;

import org.jspecify.annotations.NullMarked;
