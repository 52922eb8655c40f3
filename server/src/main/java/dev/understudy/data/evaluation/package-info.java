/** Asks questions whose right results are known, and says how many were answered rightly. */
@NullMarked
package dev.understudy.data.evaluation;

import org.jspecify.annotations.NullMarked;
