/**
 * Servers that serve models. This package holds the port ({@link
 * dev.understudy.upstream.Upstream}); each protocol has a package of its own below it, and these
 * never see each other: what they share is in {@code http}, which knows neither. A call lives on
 * the event loop that started it.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.upstream;
