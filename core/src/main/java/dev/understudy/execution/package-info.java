/**
 * How a query runs: pure decisions about attempts, waits, models and the end. {@link
 * dev.understudy.execution.ExecutionPolicy} is the entry; nothing here has a thread, a clock or
 * I/O.
 */
package dev.understudy.execution;
