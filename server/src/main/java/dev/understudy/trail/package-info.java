/**
 * A query's decision trail as JSON: one form, in the ledger and over HTTP. Pure functions; safe on
 * every thread.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.trail;
