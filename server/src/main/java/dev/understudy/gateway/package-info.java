/**
 * Carries the execution policy's decisions out: the one place where attempts happen. {@link
 * dev.understudy.gateway.Gateway} is the entry. A query runs on one event loop from beginning to
 * end, so nothing in it needs a lock.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.gateway;
