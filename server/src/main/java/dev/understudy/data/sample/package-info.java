/**
 * A made-up shop to ask questions about, so that everything can be tried on a fresh machine. All
 * names and figures are computed from seeds; none is real.
 */
@NullMarked
package dev.understudy.data.sample;

import org.jspecify.annotations.NullMarked;
