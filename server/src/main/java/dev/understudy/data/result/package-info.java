/** What a statement gave: a bounded table, and how it is shown. */
@NullMarked
package dev.understudy.data.result;

import org.jspecify.annotations.NullMarked;
