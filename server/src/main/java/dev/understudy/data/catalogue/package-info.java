/** What there is to ask: tables, columns, keys, and what they say of themselves. */
@NullMarked
package dev.understudy.data.catalogue;

import org.jspecify.annotations.NullMarked;
