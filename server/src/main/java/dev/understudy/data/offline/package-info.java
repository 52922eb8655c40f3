/**
 * The planner: answers without any model, by computation. Entry types are {@link
 * dev.understudy.data.offline.Calculator} (exact arithmetic, also for agents) and {@link
 * dev.understudy.data.offline.ArithmeticPlanner} (questions in English). Everything here is a pure
 * function of its input: no I/O, no clock, no state, and so safe for any number of threads. What is
 * not fully understood is declined, never guessed.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.data.offline;
