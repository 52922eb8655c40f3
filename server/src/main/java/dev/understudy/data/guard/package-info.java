/**
 * Decides which SQL may run. Only what it lets through becomes a {@link
 * dev.understudy.data.guard.ReadOnlySql}.
 */
@NullMarked
package dev.understudy.data.guard;

import org.jspecify.annotations.NullMarked;
