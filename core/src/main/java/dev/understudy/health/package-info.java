/**
 * What is known of a model: a circuit breaker with one class per state. Depends on {@code time} and
 * {@code failure}.
 */
package dev.understudy.health;
