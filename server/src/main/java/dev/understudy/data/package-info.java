/**
 * What the company's databases have in common: their dialects, and how a statement on them is
 * called off.
 */
@NullMarked
package dev.understudy.data;

import org.jspecify.annotations.NullMarked;
