/** The databases and files that questions are answered from. */
@NullMarked
package dev.understudy.data.source;

import org.jspecify.annotations.NullMarked;
