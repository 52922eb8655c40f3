/** The guard, over its corpora. */
@org.jspecify.annotations.NullMarked
package dev.understudy.data.guard;
