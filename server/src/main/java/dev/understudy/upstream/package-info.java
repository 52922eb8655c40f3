/**
 * Servers that serve models. This package holds the port; each protocol has a package of its own
 * below it, and these never see each other.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.upstream;
