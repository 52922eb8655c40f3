/**
 * What the agents can compute without a model: exact arithmetic, dates and units. Everything here
 * is pure but for the date of today, which is handed in; safe for any number of threads. Nothing
 * throws for what a model or a user wrote.
 */
@NullMarked
package dev.understudy.agent.tool;

import org.jspecify.annotations.NullMarked;
