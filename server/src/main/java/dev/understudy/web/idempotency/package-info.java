/**
 * Requests that repeat an earlier one, known by their idempotency key: they share one query and
 * hear one answer. Knows queries and their answers, but not how an answer is written.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.web.idempotency;
