/** Benchmarks of the ledger by itself: no HTTP, no models. */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks.ledger;
