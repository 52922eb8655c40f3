/**
 * What is known of a model over all queries: a circuit breaker with one class for each state.
 * {@link dev.understudy.health.CircuitBreaker} is the entry and thread-safe; the states are
 * immutable values.
 */
package dev.understudy.health;
